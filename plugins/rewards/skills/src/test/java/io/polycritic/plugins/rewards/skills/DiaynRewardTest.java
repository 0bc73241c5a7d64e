package io.polycritic.plugins.rewards.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.rl.SkillModel;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiaynRewardTest {
    @Test
    void sectorsAreCountedFromTheAngleZero() {
        Discriminator discriminator =
                new Discriminator(CompiledCompute.withJavaBlas(), 2, new int[] {4}, 8, RandomStream.of(1, "d", "d"));
        for (int bin = 0; bin < 8; bin++) {
            double angle = discriminator.centre(bin);
            assertEquals(bin, discriminator.bin((float) Math.cos(angle), (float) Math.sin(angle)));
        }
        assertEquals(0, discriminator.bin(1, 1e-6f));
        assertEquals(7, discriminator.bin(1, -1e-6f));
    }

    /** An untrained discriminator knows nothing: the reward is about 0; a perfect one would give log 8. */
    @Test
    void rewardsSkillsThatCanBeToldApart() {
        try (TestRun run = Pushes.run()) {
            SkillModel model = (SkillModel) run.add("rewards.skill", new SkillDiayn(), Map.of("minibatch", 64));
            model.score(Pushes.batch(1000));
            assertEquals(0, run.metrics().get("rewards.skill/mean"), 0.1);
            for (int i = 0; i < 40; i++) {
                Batch rollout = Pushes.batch(i);
                model.score(rollout);
                model.learn(rollout);
            }
            Batch batch = Pushes.batch(1000);
            model.score(batch);
            double mean = 0;
            for (int row = (Pushes.STEPS - 1) * Pushes.LANES; row < batch.rows(); row++) {
                mean += batch.numbers("rewards.skill")[row] / Pushes.LANES;
            }
            assertTrue(mean > 1 && mean < Math.log(8), "mean of the last steps " + mean);
            try (SkillModel.Planner planner = model.planner(1)) {
                float[] skill = new float[2];
                // The block is pushed to (0.28, 0.28) by skills at -45 degrees, the border of the sectors 6 and 7.
                planner.plan(new float[2], new float[] {0.28f, 0.28f}, skill);
                double degrees = Math.toDegrees(Math.atan2(skill[1], skill[0]));
                assertTrue(degrees > -70 && degrees < -20, "angle " + degrees);
            }
        }
    }
}
