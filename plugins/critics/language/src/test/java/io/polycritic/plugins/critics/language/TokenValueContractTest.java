package io.polycritic.plugins.critics.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.PartFactory;
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
import io.polycritic.plugins.optimizers.gradient.AdamW;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenValueContractTest extends PluginContract {
    private static final int ROWS = 3;
    private static final int R = 13;

    @Override
    protected PartFactory<?, ?> plugin() {
        return new TokenValue();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new PostsSummary(), Map.of());
        run.add("optimizers.critics", new AdamW(), Map.of("learningRate", 0.01, "weightDecay", 0));
        TestRun sft = new TestRun(2, CompiledCompute.withJavaBlas(), null);
        sft.add("environment", new PostsSummary(), Map.of());
        sft.add("learner", new TinyLmSft(), Map.of("width", 8, "layers", 1, "heads", 2));
        TextPolicy policy = sft.part("learner", TextPolicy.class);
        return run.frozen("sft", new TestSubject(0, Map.of("learner", policy), null));
    }

    @Override
    protected String path() {
        return "critics.value";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "sft", "lambda", 0.5);
    }

    @Override
    protected void prepare(TestRun run) {
        Batch batch = batch(run);
        ScoringCritic critic = run.part(path(), ScoringCritic.class);
        critic.score(batch);
        critic.learn(batch);
    }

    /** Each token earns its number, from 1. */
    private static Batch batch(TestRun run) {
        Batch batch = new Batch(Shape.of(ROWS));
        run.part("environment", PromptStream.class).heldOut(0, batch);
        float[] earned = batch.put(FieldSpec.numbers(TextSpace.TOKEN_REWARDS, R));
        for (int i = 0; i < earned.length; i++) {
            earned[i] = i % R + 1;
        }
        return batch;
    }

    /** At first all values are 0, so that advantages are sums of rewards that fall by lambda; padding earns nothing. */
    @Test
    void advantagesByHand() {
        try (TestRun run = run()) {
            run.add(path(), plugin(), config());
            Batch batch = batch(run);
            run.part(path(), ScoringCritic.class).score(batch);
            float[] advantages = batch.numbers("tokenAdvantages.value");
            float[] returns = batch.numbers("tokenReturns.value");
            float[] responses = batch.numbers(TextSpace.RESPONSE);
            for (int row = 0; row < ROWS; row++) {
                int said = TextSpace.length(responses, row * R, R);
                double expected = 0;
                for (int t = R - 1; t >= 0; t--) {
                    expected = t < said ? t + 1 + 0.5 * expected : 0;
                    assertEquals(expected, advantages[row * R + t], 1e-4);
                    assertEquals(expected, returns[row * R + t], 1e-4);
                }
            }
        }
    }

    @Test
    void valuesComeNearReturns() {
        try (TestRun run = run()) {
            run.add(path(), plugin(), Map.of("run", "sft", "epochs", 40));
            Batch batch = batch(run);
            ScoringCritic critic = run.part(path(), ScoringCritic.class);
            critic.score(batch);
            double before = squares(batch.numbers("tokenAdvantages.value"));
            for (int i = 0; i < 5; i++) {
                critic.learn(batch);
            }
            float[] wanted = batch.numbers("tokenReturns.value").clone();
            critic.score(batch);
            float[] advantages = batch.numbers("tokenAdvantages.value");
            float[] returns = batch.numbers("tokenReturns.value");
            float[] missed = new float[wanted.length];
            for (int i = 0; i < wanted.length; i++) {
                missed[i] = wanted[i] - (returns[i] - advantages[i]);
            }
            assertTrue(squares(missed) < 0.2 * before, squares(missed) + " of " + before);
        }
    }

    private static double squares(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number * number;
        }
        return sum;
    }
}
