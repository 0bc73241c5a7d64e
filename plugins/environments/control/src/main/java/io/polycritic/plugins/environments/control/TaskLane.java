package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;

/** One copy of a task: its state, its episodes. */
final class TaskLane implements Lane, Drawn {
    /** The value of {@code steps} before a reset and after an ending. */
    private static final int NOT_RUNNING = -1;

    private final Task task;
    private final RandomStream random;
    private final FieldSpec action;
    private final boolean category;
    private final int maxSteps;
    private final double[] state;
    private final float[] observation;
    private final float[] signals = new float[1];
    private int steps = NOT_RUNNING;

    TaskLane(Task task, EnvironmentSpec spec, RandomStream random) {
        this.task = task;
        this.random = random;
        this.action = spec.action().fields().get(0);
        this.category = spec.action().isCategory();
        this.maxSteps = spec.maxEpisodeSteps();
        this.state = new double[task.stateSize()];
        this.observation = new float[spec.observation().width()];
    }

    @Override
    public void reset() {
        task.reset(random, state);
        task.observe(state, observation);
        signals[0] = 0;
        steps = 0;
    }

    @Override
    public Ending step(float[] actions, int offset) {
        if (steps == NOT_RUNNING) {
            throw new IllegalStateException("the episode is over or has not begun; reset the lane first");
        }
        boolean terminated = task.step(state, checked(actions[offset]), signals);
        task.observe(state, observation);
        if (terminated) {
            steps = NOT_RUNNING;
            return Ending.TERMINATED;
        }
        steps = Math.min(steps + 1, maxSteps);
        return steps == maxSteps ? Ending.TRUNCATED : Ending.RUNNING;
    }

    private float checked(float value) {
        if (category && (value != Math.rint(value) || value < action.low() || value > action.high())) {
            throw new IllegalArgumentException("the action '" + action.name() + "' is " + value
                    + ", allowed is a whole number from 0 to " + (int) action.high());
        } else if (Float.isNaN(value)) {
            throw new IllegalArgumentException("the action '" + action.name() + "' is not a number");
        }
        return value;
    }

    @Override
    public float[] observation() {
        return observation;
    }

    @Override
    public float[] signals() {
        return signals;
    }

    @Override
    public List<Mark> draw() {
        return task.draw(state);
    }

    void save(StateWriter out) {
        out.put("state", state);
        out.put("steps", steps);
        out.put("signals", signals);
    }

    /** Continues from a saved state, or begins a new episode where that is one of another task. */
    void load(StateReader in) {
        long[] saved = new long[1];
        if (in.read("state", state) & in.read("steps", saved) & in.read("signals", signals)) {
            steps = (int) saved[0];
            task.observe(state, observation);
        } else {
            reset();
        }
    }
}
