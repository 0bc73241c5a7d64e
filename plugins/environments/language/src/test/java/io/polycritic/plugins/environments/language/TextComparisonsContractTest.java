package io.polycritic.plugins.environments.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.preference.ComparisonStream;
import io.polycritic.preference.Comparisons;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextComparisonsContractTest extends PluginContract {
    private static final int ROWS = 12;

    @Override
    protected PartFactory<?, ?> plugin() {
        return new TextComparisons();
    }

    @Override
    protected TestRun run() {
        return run(Speaker.of("speaker"));
    }

    private static TestRun run(Speaker speaker) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.frozen("sft", new TestSubject(0, Map.of("learner", speaker), null));
        run.frozen("mute", new TestSubject(0, Map.of(), null));
        run.add("streams.prompts", new PostsSummary(), Map.of());
        run.add("rewards.judge", new GoldJudge(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "environment";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "sft", "count", ROWS, "heldOut", 4);
    }

    @Override
    protected void prepare(TestRun run) {
        run.part(path(), ComparisonStream.class).next(new Batch(Shape.of(7)));
    }

    @Test
    void eachPassYieldsEachComparisonOnceAndNoneIsKeptApart() {
        try (TestRun run = run()) {
            run.add(path(), plugin(), config());
            ComparisonStream stream = run.part(path(), ComparisonStream.class);
            Batch pass = new Batch(Shape.of(ROWS));
            stream.next(pass);
            Set<String> seen = texts(pass);
            assertEquals(ROWS, seen.size());
            stream.next(pass);
            assertEquals(seen, texts(pass));
            Batch apart = new Batch(Shape.of(4));
            stream.read(Split.TEST, new int[] {0, 1, 2, 3}, apart);
            Set<String> others = texts(apart);
            others.retainAll(seen);
            assertTrue(others.isEmpty());
            assertThrows(IllegalArgumentException.class, () -> stream.read(Split.TEST, new int[] {4}, apart));
            assertEquals(ROWS, stream.items(Split.TRAIN));
        }
    }

    private static Set<String> texts(Batch batch) {
        Set<String> texts = new HashSet<>();
        int p = batch.spec(Comparisons.PROMPT).width();
        float[] prompts = batch.numbers(Comparisons.PROMPT);
        for (int row = 0; row < batch.rows(); row++) {
            texts.add(Arrays.toString(Arrays.copyOfRange(prompts, row * p, (row + 1) * p)));
        }
        return texts;
    }

    /** Labels follow the judge: where it is sure, they agree with it. */
    @Test
    void labelsAreTheJudges() {
        try (TestRun run = run()) {
            run.add(path(), plugin(), Map.of("run", "sft", "count", 1, "heldOut", 150));
            Batch apart = new Batch(Shape.of(150));
            ComparisonStream stream = run.part(path(), ComparisonStream.class);
            int[] items = IntStream.range(0, 150).toArray();
            float[] logits = new float[150];
            stream.read(Split.TEST, items, apart);
            stream.judge(Split.TEST, items, logits);
            double expected = 0;
            double found = 0;
            for (int row = 0; row < 150; row++) {
                float logit = logits[row];
                float label = apart.numbers(Comparisons.PREFERRED)[row];
                expected += 1 / (1 + Math.exp(-Math.abs(logit)));
                found += logit == 0 ? 0.5 : (label == 1) == (logit > 0) ? 1 : 0;
            }
            assertEquals(expected / 150, found / 150, 0.1);
        }
    }

    @Test
    void policiesWithoutDiversityAndRunsWithoutPoliciesAreRefused() {
        try (TestRun run = run(Speaker.stubborn())) {
            run.add(path(), plugin(), config());
            ComparisonStream stream = run.part(path(), ComparisonStream.class);
            PolycriticException refused =
                    assertThrows(PolycriticException.class, () -> stream.next(new Batch(Shape.of(7))));
            assertTrue(refused.getMessage().contains("no diversity; 16 of 16 pairs"), refused.getMessage());
            Map<String, String> mute = Map.of("run", "mute");
            assertFalse(assertThrows(InvalidConfigException.class, () -> run.add(path(), plugin(), mute))
                    .getMessage()
                    .isEmpty());
        }
    }
}
