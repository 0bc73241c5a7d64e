package io.polycritic.plugins.rewards.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSpace;
import io.polycritic.plugins.environments.language.GoldJudge;
import io.polycritic.plugins.environments.language.PostsSummary;
import io.polycritic.plugins.environments.language.TextComparisons;
import io.polycritic.plugins.learners.language.TinyLmSft;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.PreferenceModel;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Preference models on tokens, which begin with a policy's model. */
class TokenModelsTest {
    private static final int ROWS = 24;

    private final TestRun sft = sft();

    private static TestRun sft() {
        TestRun run = new TestRun(2, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new PostsSummary(), Map.of());
        run.add("optimizers.policy", new AdamW(), Map.of());
        run.add("learner", new TinyLmSft(), Map.of("width", 8, "layers", 1, "heads", 2, "minibatch", 2));
        return run;
    }

    private TestRun comparisons() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.frozen("sft", new TestSubject(0, Map.of("learner", sft.part("learner", TextPolicy.class)), null));
        run.add("streams.prompts", new PostsSummary(), Map.of());
        run.add("rewards.judge", new GoldJudge(), Map.of());
        run.add("environment", new TextComparisons(), Map.of("run", "sft", "count", ROWS, "heldOut", 8));
        run.add("optimizers.preference", new AdamW(), Map.of("learningRate", 0.01));
        return run;
    }

    /** Sets of two of the comparisons of a batch. */
    private static Batch sets(Batch batch) {
        Batch sets = new Batch(Shape.of(batch.rows(), 2));
        int p = batch.spec(Comparisons.PROMPT).width();
        int r = batch.spec(Comparisons.FIRST).width();
        TextSpace space = new TextSpace((int) batch.spec(Comparisons.FIRST).high() + 1, p, r);
        float[] prompts = sets.put(space.promptField());
        float[] responses = sets.put(space.responseField());
        for (int row = 0; row < 2 * batch.rows(); row++) {
            String side = row % 2 == 0 ? Comparisons.FIRST : Comparisons.SECOND;
            System.arraycopy(batch.numbers(Comparisons.PROMPT), row / 2 * p, prompts, row * p, p);
            System.arraycopy(batch.numbers(side), row / 2 * r, responses, row * r, r);
        }
        return sets;
    }

    @Test
    void modelsLearnComparisonsOfTokensAndBothOrdersSumToOne() {
        try (TestRun run = comparisons()) {
            run.add("rewards.bt", new BtReward(), Map.of("run", "sft"));
            run.add("rewards.last", new BtReward(), Map.of("run", "sft", "pooling", "last"));
            run.add("rewards.pair", new PairPref(), Map.of("run", "sft"));
            run.add("rewards.gpm", new GpmReward(), Map.of("run", "sft", "dimension", 4, "promptScale", true));
            Batch batch = new Batch(Shape.of(ROWS));
            run.part("environment", DataStream.class).next(batch);
            Batch sets = sets(batch);
            for (String name : new String[] {"bt", "last", "pair", "gpm"}) {
                PreferenceModel model = run.part("rewards." + name, PreferenceModel.class);
                model.learn(batch);
                double before = run.metrics().get("rewards." + name + "/loss");
                for (int i = 0; i < 60; i++) {
                    model.learn(batch);
                }
                double after = run.metrics().get("rewards." + name + "/loss");
                assertTrue(after < 0.85 * before, name + ": " + after + " after " + before);
                float[] chances = new float[4 * ROWS];
                model.probabilities(sets, chances);
                for (int row = 0; row < ROWS; row++) {
                    assertEquals(1, chances[4 * row + 1] + chances[4 * row + 2], 1e-6, name);
                    assertEquals(0.5f, chances[4 * row], name);
                }
            }
        }
    }

    /** Rewards of single responses, whose differences are the model's log-odds. */
    @Test
    void differencesOfRewardsAreLogOdds() {
        try (TestRun run = comparisons()) {
            PreferenceModel model = (PreferenceModel) run.add("rewards.bt", new BtReward(), Map.of("run", "sft"));
            Batch batch = new Batch(Shape.of(ROWS));
            run.part("environment", DataStream.class).next(batch);
            Batch sets = sets(batch);
            float[] scores = new float[4 * ROWS];
            model.scores(sets, scores);
            model.score(sets);
            float[] rewards = sets.numbers(Fields.rewards("bt"));
            float[] differences = new float[ROWS];
            float[] found = new float[ROWS];
            for (int row = 0; row < ROWS; row++) {
                differences[row] = rewards[2 * row] - rewards[2 * row + 1];
                found[row] = scores[4 * row + 1];
            }
            assertArrayEquals(differences, found, 1e-5f);
        }
    }

    @Test
    void anotherVocabularyAndNoPolicyAreRefused() {
        try (TestRun run = comparisons()) {
            assertThrows(InvalidConfigException.class, () -> run.add("rewards.bt", new BtReward(), Map.of()));
            TextSpace wide = new TextSpace(64, 26, 13);
            Space rows = Comparisons.rows(wide.promptField(), wide.responseField());
            run.environment(EnvironmentSpec.single(rows, Space.EMPTY, Space.of(FieldSpec.numbers("x")), 0, 0));
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class, () -> run.add("rewards.bt", new BtReward(), Map.of("run", "sft")));
            assertTrue(
                    refused.getMessage().contains("expects a vocabulary of 40, the environment provides 64"),
                    refused.getMessage());
        }
    }
}
