package io.polycritic.plugins.evaluators.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.testkit.TestRun;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskEvaluatorsTest {
    private final TestRun run = new TestRun(1, null, null);
    private final Known.Learner learner = new Known.Learner();

    private Map<String, Measure> measure(EvaluatorFactory<?> factory, Map<String, ?> config) {
        float[] before = learner.parameters().values().clone();
        Map<String, Measure> measures = new LinkedHashMap<>();
        Evaluator evaluator = run.add("evaluators.test", factory, config);
        for (Measure measure : evaluator.evaluate(Known.subject(learner))) {
            measures.put(measure.name(), measure);
            assertTrue(measure.samples().length > 0, measure.name());
        }
        assertArrayEquals(before, learner.parameters().values(), 0, "the frozen learner was moved");
        return measures;
    }

    @Test
    void accuracyIsOfEachRow() {
        Map<String, Measure> measures = measure(new TaskAccuracy(), Map.of());
        assertArrayEquals(
                new double[] {1, 0, 0, 1, 0, 0, 1},
                measures.get("accuracy.first").samples());
        assertEquals(1, measures.get("accuracy.second").mean());
        assertEquals(Math.log(2), measures.get("crossEntropy.second").mean(), 1e-6);
        double first = (3 * -Math.log(0.8) + 4 * -Math.log(0.1)) / 7;
        assertEquals(first, measures.get("crossEntropy.first").mean(), 1e-6);
        assertEquals((first + Math.log(2)) / 2, measures.get("crossEntropy").mean(), 1e-6);
        assertEquals((3 / 7.0 + 1) / 2, measures.get("accuracy").mean(), 1e-12);
    }

    /** Guo et al., equation 3, by hand. */
    @Test
    void calibrationIsTheGapOfEachBin() {
        double[] confidence = {0.05, 0.15, 0.12, 0.95, 1};
        double[] right = {0, 1, 0, 1, 1};
        double expected = (0.05 + Math.abs(0.27 - 1) + Math.abs(1.95 - 2)) / 5;
        assertEquals(expected, TestRows.error(confidence, right, 10), 1e-12);
        Map<String, Measure> measures = measure(new CalibrationError(), Map.of());
        assertEquals(0.8 - 3 / 7.0, measures.get("calibrationError.first").mean(), 1e-6);
        assertEquals(0.5, measures.get("calibrationError.second").mean(), 1e-6);
    }

    /** On a bowl the highest loss at a distance r is a (|s - c| r + r^2 / 2) above the present one. */
    @Test
    void sharpnessOfABowlIsKnown() {
        double r = 0.05;
        Map<String, Measure> measures = measure(new TaskSharpness(), Map.of("radius", r, "directions", 400));
        double[] apart = {2, Math.sqrt(9 + 4)};
        String[] names = {"first", "second"};
        for (int i = 0; i < 2; i++) {
            double a = Known.CURVATURES[i];
            double rise = a * (apart[i] * r + r * r / 2);
            assertEquals(rise, measures.get("ascentSharpness." + names[i]).mean(), 1e-4);
            assertEquals(
                    a * r * r / 2, measures.get("randomSharpness." + names[i]).mean(), 0.1 * rise);
            assertEquals(400, measures.get("randomSharpness." + names[i]).samples().length);
            assertEquals(a * apart[i], measures.get("gradientNorm." + names[i]).mean(), 1e-5);
            assertEquals(
                    a * apart[i] * apart[i] / 2,
                    measures.get("trainingLoss." + names[i]).mean(),
                    1e-5);
        }
        assertEquals(
                (measures.get("ascentSharpness.first").mean()
                                + measures.get("ascentSharpness.second").mean())
                        / 2,
                measures.get("ascentSharpness").mean(),
                1e-9);
    }

    /** The same directions in each evaluation. */
    @Test
    void anEvaluationRepeatsItself() {
        Evaluator evaluator = run.add("evaluators.test", new TaskSharpness(), Map.of());
        double[][] rises = new double[2][];
        for (int i = 0; i < 2; i++) {
            rises[i] = evaluator.evaluate(Known.subject(learner)).stream()
                    .filter(measure -> measure.name().equals("randomSharpness.first"))
                    .findFirst()
                    .orElseThrow()
                    .samples();
        }
        assertArrayEquals(rises[0], rises[1], 0);
    }

    /** g_i = a_i (s - c_i), and on a bowl h_i points the same way. */
    @Test
    void conflictsAreCosines() {
        learner.parameters().values()[0] = 0.5f;
        learner.parameters().values()[1] = 0.5f;
        Map<String, Measure> measures = measure(new GradientConflict(), Map.of("rho", 0.01, "batch", 3));
        double cosine = (-0.5 * 0.5 + 0.5 * -1.5) / (Math.sqrt(0.5) * Math.sqrt(0.25 + 2.25));
        assertArrayEquals(
                new double[] {cosine, cosine}, measures.get("lossCosine").samples(), 1e-5);
        assertArrayEquals(new double[] {1, 1}, measures.get("lossConflictRate").samples(), 0);
        assertEquals(cosine, measures.get("flatnessCosine").mean(), 1e-3);
        assertEquals(1, measures.get("lossFlatnessCosine").mean(), 1e-3);
        assertEquals(0, measures.get("lossFlatnessConflictRate").mean(), 0);
        assertEquals(4, measures.get("lossFlatnessCosine").samples().length);
    }
}
