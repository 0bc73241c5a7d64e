package io.polycritic.plugins.rewards.skills;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.SkillModel;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContrastiveRewardTest {
    private static double mean(Batch batch) {
        double sum = 0;
        for (float reward : batch.numbers("rewards.skill")) {
            sum += reward;
        }
        return sum / batch.rows();
    }

    /** The log-ratio is at most log 64, the number of skills that cover the circle. */
    @Test
    void aCriticTeachesWhichMovesBelongToWhichSkills() {
        try (TestRun run = Pushes.run()) {
            run.seat("critics.contrast", new AgreementCritic());
            SkillModel model = (SkillModel) run.add("rewards.skill", new SkillContrastive(), Map.of("minibatch", 128));
            Batch fresh = Pushes.batch(1000);
            model.score(fresh);
            double before = mean(fresh);
            for (int i = 0; i < 40; i++) {
                Batch rollout = Pushes.batch(i);
                model.score(rollout);
                model.learn(rollout);
            }
            model.score(fresh);
            double after = mean(fresh);
            assertTrue(after > before + 1 && after < Math.log(SkillCodes.CANDIDATES), before + " -> " + after);
            try (SkillModel.Planner planner = model.planner(1)) {
                float[] skill = new float[2];
                // The block moves at a right angle to the skill: (0, 0.03) belongs to (1, 0).
                planner.plan(new float[2], new float[] {0, 0.03f}, skill);
                assertTrue(skill[0] > 0.9, "skill " + skill[0] + ", " + skill[1]);
            }
        }
    }

    @Test
    void withoutACriticTheCodesStay() {
        try (TestRun run = Pushes.run()) {
            SkillModel model = (SkillModel) run.add("rewards.skill", new SkillContrastive(), Map.of("minibatch", 64));
            State before = State.of(model);
            Batch batch = Pushes.batch(1);
            model.score(batch);
            model.learn(batch);
            for (String name : before.values().keySet()) {
                assertArrayEquals((float[]) before.values().get(name), (float[])
                        State.of(model).values().get(name));
            }
            assertEquals(2, model.dimension());
        }
    }
}
