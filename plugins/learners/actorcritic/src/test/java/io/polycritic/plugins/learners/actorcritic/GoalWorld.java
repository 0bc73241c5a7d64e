package io.polycritic.plugins.learners.actorcritic;

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
 * A point begins at the origin, moves by a tenth of the action, and shall come to a goal on the unit circle in 12
 * steps.
 */
final class GoalWorld implements World {
    static final int STEPS = 12;
    static final Space ACTION = Space.of(FieldSpec.numbers("push", 2).within(-1, 1));

    private final PartContext context;
    private final boolean goal;
    private List<Lane> lanes = List.of();

    /** Without a goal it only observes the place, as the world of the frozen policy does. */
    GoalWorld(PartContext context, boolean goal) {
        this.context = context;
        this.goal = goal;
    }

    @Override
    public EnvironmentSpec spec() {
        FieldSpec place = FieldSpec.numbers("place", 2);
        return EnvironmentSpec.single(
                goal ? Space.of(FieldSpec.numbers("goal", 2), place) : Space.of(place),
                ACTION,
                Space.of(FieldSpec.numbers("reward"), FieldSpec.numbers("violation")),
                STEPS,
                0);
    }

    @Override
    public List<Lane> lanes(int count) {
        if (lanes.size() != count) {
            List<Lane> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(new GoalLane(context.random("lane-" + i)));
            }
            lanes = opened;
        }
        return lanes;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // Episodes begin with each rollout in the tests that save.
    }

    @Override
    public void load(StateReader in) {
        // Episodes begin with each rollout in the tests that save.
    }

    private static final class GoalLane implements Lane {
        private final RandomStream random;
        private final float[] observation = new float[4];
        private final float[] signals = new float[2];
        private int steps;

        GoalLane(RandomStream random) {
            this.random = random;
        }

        @Override
        public void reset() {
            steps = 0;
            double angle = 2 * Math.PI * random.nextDouble();
            observation[0] = (float) Math.cos(angle);
            observation[1] = (float) Math.sin(angle);
            observation[2] = 0;
            observation[3] = 0;
        }

        @Override
        public Ending step(float[] actions, int offset) {
            if (steps == STEPS) {
                throw new IllegalStateException("the test does not go on after the end of an episode");
            }
            observation[2] += actions[offset] / 10;
            observation[3] += actions[offset + 1] / 10;
            signals[0] = (float) -Math.hypot(observation[2] - observation[0], observation[3] - observation[1]);
            signals[1] = steps == 3 ? 1 : 0;
            return ++steps == STEPS ? Ending.TRUNCATED : Ending.RUNNING;
        }

        @Override
        public float[] observation() {
            return observation;
        }

        @Override
        public float[] signals() {
            return signals;
        }
    }
}
