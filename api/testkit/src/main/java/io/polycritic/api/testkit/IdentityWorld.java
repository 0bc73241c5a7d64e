package io.polycritic.api.testkit;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A world whose optimum is known: a class is shown as a one-hot vector, naming it gives the reward 1, and the next one
 * is drawn. Episodes have a fixed length and are truncated. The best return is that length.
 */
public final class IdentityWorld implements World {
    private final int classes;
    private final int length;
    private final PartContext context;
    private List<IdentityLane> lanes = List.of();

    /**
     * Makes the world.
     *
     * @param classes how many classes there are
     * @param length the steps of an episode
     * @param context the part's context
     */
    public IdentityWorld(int classes, int length, PartContext context) {
        this.classes = classes;
        this.length = length;
        this.context = context;
    }

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.single(
                Space.of(FieldSpec.numbers("shown", classes).within(0, 1)),
                Space.of(FieldSpec.category("named", classes)),
                Space.of(FieldSpec.numbers(EnvironmentSpec.REWARD)),
                length,
                0);
    }

    @Override
    public List<Lane> lanes(int count) {
        if (lanes.size() != count) {
            List<IdentityLane> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(new IdentityLane(context.random("lane-" + i)));
            }
            lanes = opened;
        }
        return List.copyOf(lanes);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        out.put("lanes", lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            out.put("lane-" + i, lanes.get(i).shown, lanes.get(i).steps);
        }
    }

    @Override
    public void load(StateReader in) {
        lanes(in.longs("lanes").map(count -> (int) count[0]).orElse(0));
        for (int i = 0; i < lanes.size(); i++) {
            long[] saved = new long[2];
            if (in.read("lane-" + i, saved)) {
                lanes.get(i).show((int) saved[0]);
                lanes.get(i).steps = (int) saved[1];
            }
        }
    }

    /** One lane. */
    private final class IdentityLane implements Lane {
        private final RandomStream random;
        private final float[] observation = new float[classes];
        private final float[] signals = new float[1];
        private int shown;
        private int steps;

        IdentityLane(RandomStream random) {
            this.random = random;
        }

        @Override
        public void reset() {
            steps = 0;
            show(random.nextInt(classes));
        }

        @Override
        public Ending step(float[] actions, int offset) {
            signals[0] = Math.round(actions[offset]) == shown ? 1 : 0;
            show(random.nextInt(classes));
            steps = Math.min(steps + 1, length);
            return steps == length ? Ending.TRUNCATED : Ending.RUNNING;
        }

        @Override
        public float[] observation() {
            return observation;
        }

        @Override
        public float[] signals() {
            return signals;
        }

        private void show(int next) {
            shown = next;
            java.util.Arrays.fill(observation, 0);
            observation[next] = 1;
        }
    }
}
