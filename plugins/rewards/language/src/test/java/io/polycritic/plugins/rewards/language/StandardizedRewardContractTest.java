package io.polycritic.plugins.rewards.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.language.PromptStream;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSpace;
import io.polycritic.plugins.environments.language.PostsSummary;
import io.polycritic.plugins.learners.language.TinyLmSft;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardizedRewardContractTest extends PluginContract {
    private static final int PROMPTS = 16;

    /** 100 and 3 for each token. */
    private record Length() implements RewardModel {
        @Override
        public void score(Batch batch) {
            float[] rewards = batch.put(FieldSpec.numbers("rewards.length"));
            int r = batch.spec(TextSpace.RESPONSE).width();
            for (int row = 0; row < rewards.length; row++) {
                rewards[row] = 100 + 3 * TextSpace.length(batch.numbers(TextSpace.RESPONSE), row * r, r);
            }
        }

        @Override
        public void learn(Batch batch) {
            // It does not learn.
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            // It has no state.
        }

        @Override
        public void load(StateReader in) {
            // It has no state.
        }
    }

    @Override
    protected PartFactory<?, ?> plugin() {
        return new StandardizedReward();
    }

    @Override
    protected TestRun run() {
        TestRun sft = new TestRun(2, CompiledCompute.withJavaBlas(), null);
        sft.add("environment", new PostsSummary(), Map.of());
        sft.add("learner", new TinyLmSft(), Map.of("width", 8, "layers", 1, "heads", 2));
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new PostsSummary(), Map.of());
        run.seat("rewards.length", new Length());
        TextPolicy policy = sft.part("learner", TextPolicy.class);
        return run.frozen("sft", new TestSubject(0, Map.of("learner", policy), null));
    }

    @Override
    protected String path() {
        return "rewards.standard";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "sft", "reward", "length", "prompts", PROMPTS);
    }

    @Override
    protected void prepare(TestRun run) {
        score(run, 1);
    }

    private static float[] score(TestRun run, int rows) {
        Batch batch = new Batch(Shape.of(rows));
        run.part("environment", PromptStream.class).heldOut(0, batch);
        run.part("rewards.length", RewardModel.class).score(batch);
        run.part("rewards.standard", RewardModel.class).score(batch);
        return batch.numbers("rewards.standard");
    }

    /** The mean over what was written is 0 to 1e-6 on the prompts that it was taken over. */
    @Test
    void whatWasWrittenEarnsNothingOnAverage() {
        try (TestRun run = run()) {
            run.add(path(), plugin(), config());
            score(run, 1);
            Batch texts = new Batch(Shape.of(PROMPTS));
            run.part("environment", PromptStream.class).heldOut(2_000_000, texts);
            run.part("rewards.length", RewardModel.class).score(texts);
            run.part("rewards.standard", RewardModel.class).score(texts);
            double sum = 0;
            for (float reward : texts.numbers("rewards.standard")) {
                sum += reward;
            }
            assertEquals(0, sum / PROMPTS, 1e-6);
            double deviation = run.metrics().get("rewards.standard/deviation");
            float[] written = score(run, 2);
            Batch two = new Batch(Shape.of(2));
            run.part("environment", PromptStream.class).heldOut(0, two);
            run.part("rewards.length", RewardModel.class).score(two);
            float[] raw = two.numbers("rewards.length");
            assertEquals((raw[1] - raw[0]) / deviation, written[1] - written[0], 1e-5);
        }
    }

    @Test
    void itsOwnSlotIsRefused() {
        try (TestRun run = run()) {
            Map<String, Object> own = Map.of("run", "sft", "reward", "standard");
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> run.add(path(), new StandardizedReward(), own));
            assertEquals("reward", refused.path());
        }
    }
}
