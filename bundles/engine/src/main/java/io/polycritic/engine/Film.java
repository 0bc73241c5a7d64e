package io.polycritic.engine;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A lane of an evaluator whose next episode is filmed: what is observed, done and reported in each step, and what the
 * lane draws. Films only as much as a page can replay; the lane goes on all the same.
 */
final class Film implements Lane {
    /** Steps at most. */
    static final int MOST_STEPS = 2000;

    /** Coordinates of marks at most, those that stay where they are counted once. */
    static final int MOST_NUMBERS = 200_000;

    private final Lane lane;
    private final int actionWidth;
    private final int conditionWidth;
    private final Supplier<float[]> condition;
    private final List<float[]> observations = new ArrayList<>();
    private final List<float[]> conditions = new ArrayList<>();
    private final List<float[]> actions = new ArrayList<>();
    private final List<float[]> signals = new ArrayList<>();
    private final List<List<Drawn.Mark>> frames = new ArrayList<>();
    private List<Drawn.Mark> last = List.of();
    private Ending ending = Ending.RUNNING;
    private State state = State.WAITS;
    private int numbers;

    /** How far the filming is. */
    private enum State {
        WAITS,
        FILMS,
        DONE
    }

    Film(Lane lane, int actionWidth, int conditionWidth, Supplier<float[]> condition) {
        this.lane = lane;
        this.actionWidth = actionWidth;
        this.conditionWidth = conditionWidth;
        this.condition = condition;
    }

    @Override
    public void reset() {
        lane.reset();
        if (state == State.WAITS) {
            state = State.FILMS;
            observations.add(lane.observation().clone());
            draw();
        } else {
            state = State.DONE;
        }
    }

    @Override
    public Ending step(float[] chosen, int offset) {
        if (state != State.FILMS) {
            return lane.step(chosen, offset);
        }
        float[] before = condition.get();
        conditions.add(Arrays.copyOf(before, conditionWidth));
        actions.add(Arrays.copyOfRange(chosen, offset, offset + actionWidth));
        ending = lane.step(chosen, offset);
        observations.add(lane.observation().clone());
        signals.add(lane.signals().clone());
        draw();
        if (ending != Ending.RUNNING || signals.size() == MOST_STEPS || numbers > MOST_NUMBERS) {
            state = State.DONE;
        }
        return ending;
    }

    private void draw() {
        if (!(lane instanceof Drawn drawn)) {
            return;
        }
        List<Drawn.Mark> present = drawn.draw();
        List<Drawn.Mark> changed = new ArrayList<>(present.size());
        for (int i = 0; i < present.size(); i++) {
            Drawn.Mark mark = present.get(i);
            boolean same = i < last.size() && isSame(mark, last.get(i));
            changed.add(same ? null : mark);
            numbers += same ? 0 : 2 * mark.xs().length;
        }
        frames.add(changed);
        last = present;
    }

    private static boolean isSame(Drawn.Mark one, Drawn.Mark other) {
        return one.shape() == other.shape()
                && one.radius() == other.radius()
                && one.role().equals(other.role())
                && one.text().equals(other.text())
                && Arrays.equals(one.xs(), other.xs())
                && Arrays.equals(one.ys(), other.ys());
    }

    @Override
    public float[] observation() {
        return lane.observation();
    }

    @Override
    public float[] signals() {
        return lane.signals();
    }

    /** Counts the steps that were filmed. */
    int length() {
        return signals.size();
    }

    /** How the episode ended, running where the film ends before. */
    Ending ending() {
        return ending;
    }

    /** [T + 1][o], before each step and after the last. */
    List<float[]> observations() {
        return observations;
    }

    /** [T][d], what the policy was conditioned on in each step. */
    List<float[]> conditions() {
        return conditions;
    }

    /** [T][a], what was done. */
    List<float[]> actions() {
        return actions;
    }

    /** [T][s], what was reported after each step. */
    List<float[]> reported() {
        return signals;
    }

    /** [T + 1], what was drawn; marks that are as in the frame before are null; empty if the lane does not draw. */
    List<List<Drawn.Mark>> frames() {
        return frames;
    }
}
