package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.rl.Skills;
import java.util.Map;

/** Rollouts in which a block is pushed in a direction that the skill decides. */
final class Pushes {
    static final int STEPS = 10;
    static final int LANES = 64;
    static final double PUSH = 0.03;

    /** A clock before the block, so that an offset that is forgotten shows. */
    static final EnvironmentSpec SPEC = EnvironmentSpec.single(
            Space.of(
                    FieldSpec.numbers("clock"),
                    FieldSpec.numbers("block.position", 3).in("m", 4)),
            Space.of(FieldSpec.numbers("move", 2)),
            Space.EMPTY,
            STEPS,
            0.1);

    private Pushes() {}

    static TestRun run() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null).environment(SPEC);
        run.add("optimizers.skill", new Adam(), Map.of("learningRate", 0.003));
        return run;
    }

    /**
     * One episode a lane: the block begins near the middle and moves at a right angle to the skill, with some noise.
     */
    static Batch batch(int seed) {
        Batch batch = new Batch(Shape.of(STEPS, LANES));
        RandomStream random = RandomStream.of(seed, "test", "pushes");
        float[] now = batch.put(FieldSpec.numbers(Fields.OBSERVATION, 4));
        float[] next = batch.put(FieldSpec.numbers(Fields.NEXT_OBSERVATION, 4));
        float[] skills = batch.put(FieldSpec.numbers(Fields.SKILL, 2));
        for (int lane = 0; lane < LANES; lane++) {
            float[] skill = new float[2];
            Skills.draw(random, skill, 0, 2);
            double x = 0.05 * random.nextGaussian();
            double y = 0.05 * random.nextGaussian();
            for (int t = 0; t < STEPS; t++) {
                int row = t * LANES + lane;
                skills[2 * row] = skill[0];
                skills[2 * row + 1] = skill[1];
                place(now, row, t, x, y);
                x += -PUSH * skill[1] + 0.002 * random.nextGaussian();
                y += PUSH * skill[0] + 0.002 * random.nextGaussian();
                place(next, row, t + 1, x, y);
            }
        }
        return batch;
    }

    private static void place(float[] observations, int row, int clock, double x, double y) {
        observations[4 * row] = clock;
        observations[4 * row + 1] = (float) x;
        observations[4 * row + 2] = (float) y;
        observations[4 * row + 3] = 0.03f;
    }
}
