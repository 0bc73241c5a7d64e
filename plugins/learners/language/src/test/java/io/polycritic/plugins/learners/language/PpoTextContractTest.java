package io.polycritic.plugins.learners.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PpoTextContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new PpoText();
    }

    @Override
    protected TestRun run() {
        TestRun run = SmallRuns.judged();
        run.seat("critics.value", new FlatValue());
        return run;
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "sft", "prompts", 8, "reward", "brevity");
    }

    @Override
    protected void prepare(TestRun run) {
        run.part(path(), Learner.class).update();
    }

    /** The prices of tokens sum to beta log(pi(y|x) / mu(y|x)); the reward stands at the last token. */
    @Test
    void tokenRewardsSumToTheReward() {
        float[] responses = {5, 6, 3, 0, 7, 3, 0, 0};
        float[] logs = {-1, -2, -0.5f, 0, -0.1f, -3, 0, 0};
        float[] reference = {-1.5f, -1, -0.25f, 0, -2, -1, 0, 0};
        float[] earned = new float[8];
        TokenRewards.write(responses, new float[] {2, -1}, logs, reference, 0.3, earned);
        assertArrayEquals(new float[] {-0.15f, 0.3f, 2.075f, 0, -0.57f, -0.4f, 0, 0}, earned, 1e-6f);
        assertEquals(2 - 0.3 * (-3.5 + 2.75), earned[0] + earned[1] + earned[2], 1e-5);
        assertEquals(-1 - 0.3 * (-3.1 + 3), earned[4] + earned[5], 1e-5);
    }

    @Test
    void whiteningCountsRealTokensAlone() {
        float[] numbers = {1, 3, 100, 5, 100, 100};
        TokenRewards.whiten(numbers, new float[] {9, 3, 0, 3, 0, 0});
        float root = (float) Math.sqrt(1.5);
        assertArrayEquals(new float[] {-root, 0, 0, root, 0, 0}, numbers, 1e-5f);
    }

    @Test
    void rewardsRise() {
        try (TestRun run = run()) {
            run.add(path(), plugin(), Map.of("run", "sft", "prompts", 16, "reward", "brevity", "beta", 0.01));
            double first = 0;
            double last = 0;
            for (int i = 0; i < 30; i++) {
                run.part(path(), Learner.class).update();
                double reward = run.metrics().get("learner/reward");
                first += i < 5 ? reward / 5 : 0;
                last += i >= 25 ? reward / 5 : 0;
            }
            assertTrue(last > first + 1, last + " after " + first);
        }
    }

    /** A price of 50 for each nat keeps the policy where it is for 50 updates. */
    @Test
    void aHighPriceKeepsThePolicyAtItsReference() {
        try (TestRun run = run()) {
            run.add("optimizers.policy", new AdamW(), Map.of("learningRate", 3e-4, "weightDecay", 0));
            run.add(path(), plugin(), Map.of("run", "sft", "prompts", 8, "reward", "brevity", "beta", 50));
            double sum = 0;
            for (int i = 0; i < 50; i++) {
                run.part(path(), Learner.class).update();
                sum += i >= 30 ? run.metrics().get("learner/divergence") / 20 : 0;
            }
            assertEquals(0, sum, 0.05);
        }
    }

    @Test
    void hiddenJudgesAndBadSettingsAreRefused() {
        try (TestRun run = run()) {
            run.add(path(), plugin(), Map.of("run", "sft", "prompts", 8, "reward", "judge"));
            assertThrows(PolycriticException.class, () -> run.part(path(), Learner.class)
                    .update());
            for (Map.Entry<String, Object> bad :
                    Map.<String, Object>of("beta", -1, "clip", 0).entrySet()) {
                InvalidConfigException refused = assertThrows(
                        InvalidConfigException.class,
                        () -> run.add(path(), new PpoText(), Map.of("run", "sft", bad.getKey(), bad.getValue())));
                assertEquals(bad.getKey(), refused.path());
            }
        }
    }
}
