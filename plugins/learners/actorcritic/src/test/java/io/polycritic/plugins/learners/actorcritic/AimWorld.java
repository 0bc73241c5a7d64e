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
 * A number between -1 and 1 is shown; the reward is minus the distance of the action, of limits -3 and 5, from four
 * times that number plus 1. The cost is the size of the action. A step is a violation when the action is beyond 4.
 * Episodes have 5 steps.
 */
final class AimWorld implements World {
    static final EnvironmentSpec SPEC = EnvironmentSpec.single(
            Space.of(FieldSpec.numbers("shown").in("m", 2)),
            Space.of(FieldSpec.numbers("aim", 1).within(-3, 5)),
            Space.of(FieldSpec.numbers("reward"), FieldSpec.numbers("cost"), FieldSpec.numbers("violation")),
            5,
            0);

    private final PartContext context;
    private List<AimLane> lanes = List.of();

    AimWorld(PartContext context) {
        this.context = context;
    }

    @Override
    public EnvironmentSpec spec() {
        return SPEC;
    }

    @Override
    public List<Lane> lanes(int count) {
        if (lanes.size() != count) {
            List<AimLane> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(new AimLane(context.random("lane-" + i)));
            }
            lanes = List.copyOf(opened);
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
            out.put("lane-" + i, new float[] {lanes.get(i).observation[0], lanes.get(i).steps});
        }
    }

    @Override
    public void load(StateReader in) {
        lanes(in.longs("lanes").map(count -> (int) count[0]).orElse(0));
        for (int i = 0; i < lanes.size(); i++) {
            float[] saved = new float[2];
            if (in.read("lane-" + i, saved)) {
                lanes.get(i).observation[0] = saved[0];
                lanes.get(i).steps = (int) saved[1];
            }
        }
    }

    private static final class AimLane implements Lane {
        private final RandomStream random;
        private final float[] observation = new float[1];
        private final float[] signals = new float[3];
        private int steps;

        AimLane(RandomStream random) {
            this.random = random;
        }

        @Override
        public void reset() {
            steps = 0;
            observation[0] = 2 * random.nextFloat() - 1;
        }

        @Override
        public Ending step(float[] actions, int offset) {
            float action = actions[offset];
            if (action < -3 || action > 5) {
                throw new IllegalArgumentException("the action " + action + " is beyond its limits");
            }
            signals[0] = -Math.abs(action - (4 * observation[0] + 1));
            signals[1] = -Math.abs(action);
            signals[2] = action > 4 ? 1 : 0;
            observation[0] = 2 * random.nextFloat() - 1;
            return ++steps == 5 ? Ending.TRUNCATED : Ending.RUNNING;
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
