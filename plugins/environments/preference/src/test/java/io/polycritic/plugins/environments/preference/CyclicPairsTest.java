package io.polycritic.plugins.environments.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.preference.ComparisonStream;
import io.polycritic.preference.Comparisons;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CyclicPairsTest {
    private static ComparisonStream stream(String order) {
        try (TestRun run = new TestRun(1, null, null)) {
            return (ComparisonStream) run.add("environment", new CyclicPairs(), Map.of("order", order));
        }
    }

    private static float[] logits(ComparisonStream stream, Split split) {
        float[] logits = new float[stream.items(split)];
        stream.judge(split, IntStream.range(0, logits.length).toArray(), logits);
        return logits;
    }

    private static float[] labels(ComparisonStream stream, Split split) {
        int rows = stream.items(split);
        Batch batch = new Batch(Shape.of(rows));
        stream.read(split, IntStream.range(0, rows).toArray(), batch);
        return batch.numbers(Comparisons.PREFERRED);
    }

    /** Classes are equally likely, so a third of the pairs are ties, and the winner of others has log-odds 4. */
    @Test
    void cyclicJudgesSayPlusOrMinusFour() {
        float[] logits = logits(stream("cyclic"), Split.TEST);
        assertEquals(3000, logits.length);
        int[] counts = new int[3];
        for (float logit : logits) {
            assertTrue(logit == 0 || Math.abs(logit) == 4, "log-odds " + logit);
            counts[1 + (int) Math.signum(logit)]++;
        }
        for (int count : counts) {
            assertEquals(1000, count, 100);
        }
    }

    /** sigmoid(4) = 0.982. */
    @Test
    void labelsAreTheJudgesWithChance() {
        ComparisonStream stream = stream("cyclic");
        float[] logits = logits(stream, Split.TRAIN);
        float[] labels = labels(stream, Split.TRAIN);
        double right = 0;
        double decided = 0;
        for (int i = 0; i < logits.length; i++) {
            decided += logits[i] == 0 ? 0 : 1;
            right += logits[i] != 0 && labels[i] == 1 == logits[i] > 0 ? 1 : 0;
        }
        assertEquals(0.982, right / decided, 0.006);
    }

    /** Differences of qualities have the variance 2, so log-odds have the standard deviation 3 sqrt(2). */
    @Test
    void transitiveJudgesCompareQualities() {
        float[] logits = logits(stream("transitive"), Split.TRAIN);
        double squares = 0;
        for (float logit : logits) {
            squares += logit * logit / logits.length;
        }
        assertEquals(18, squares, 1.2);
        assertFalse(stream("transitive").spec().observation().has(Comparisons.PROMPT));
    }

    @Test
    void promptsSayWhoJudges() {
        ComparisonStream stream = stream("mixture");
        Batch batch = new Batch(Shape.of(500));
        int[] items = IntStream.range(0, 500).toArray();
        stream.read(Split.TEST, items, batch);
        float[] logits = new float[500];
        stream.judge(Split.TEST, items, logits);
        float[] prompts = batch.numbers(Comparisons.PROMPT);
        int cyclic = 0;
        for (int row = 0; row < 500; row++) {
            assertEquals(1, prompts[2 * row] + prompts[2 * row + 1]);
            boolean byClass = prompts[2 * row] == 1;
            cyclic += byClass ? 1 : 0;
            assertEquals(byClass, logits[row] == 0 || Math.abs(logits[row]) == 4, "log-odds " + logits[row]);
        }
        assertEquals(250, cyclic, 50);
    }

    @Test
    void whatIsKeptApartIsNeverTrainedOn() {
        ComparisonStream stream = stream("cyclic");
        Batch test = new Batch(Shape.of(1));
        stream.read(Split.TEST, new int[] {0}, test);
        float[] wanted = test.numbers(Comparisons.FIRST);
        Batch training = new Batch(Shape.of(6000));
        stream.read(Split.TRAIN, IntStream.range(0, 6000).toArray(), training);
        float[] all = training.numbers(Comparisons.FIRST);
        for (int row = 0; row < 6000; row++) {
            assertFalse(all[row * wanted.length] == wanted[0] && all[row * wanted.length + 1] == wanted[1]);
        }
        Batch again = new Batch(Shape.of(1));
        stream("cyclic").read(Split.TEST, new int[] {0}, again);
        assertArrayEquals(wanted, again.numbers(Comparisons.FIRST));
    }
}
