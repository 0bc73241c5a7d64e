package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.ArrayList;
import java.util.List;

/**
 * A block that begins at the origin and slides by a fiftieth of the action in each step; beyond half a metre a step is
 * a violation. Episodes are truncated after 50 steps and may go on.
 */
final class SlideWorld implements World {
    static final int STEPS = 50;

    static final EnvironmentSpec SPEC = EnvironmentSpec.single(
            Space.of(FieldSpec.numbers("clock"), FieldSpec.numbers("block.position", 2)),
            Space.of(FieldSpec.numbers("push", 2).within(-1, 1)),
            Space.of(FieldSpec.numbers("reward"), FieldSpec.numbers("violation")),
            STEPS,
            0.1);

    private List<Lane> lanes = List.of();

    @Override
    public EnvironmentSpec spec() {
        return SPEC;
    }

    @Override
    public List<Lane> lanes(int count) {
        if (lanes.size() != count) {
            List<Lane> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(new SlideLane());
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
        // Only fresh worlds are used.
    }

    @Override
    public void load(StateReader in) {
        // Only fresh worlds are used.
    }

    private static final class SlideLane implements Lane {
        private final float[] observation = new float[3];
        private final float[] signals = new float[2];

        @Override
        public void reset() {
            java.util.Arrays.fill(observation, 0);
        }

        @Override
        public Ending step(float[] actions, int offset) {
            observation[0]++;
            observation[1] += actions[offset] / 50;
            observation[2] += actions[offset + 1] / 50;
            signals[1] = Math.hypot(observation[1], observation[2]) > 0.501 ? 1 : 0;
            return observation[0] == STEPS ? Ending.TRUNCATED : Ending.RUNNING;
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
