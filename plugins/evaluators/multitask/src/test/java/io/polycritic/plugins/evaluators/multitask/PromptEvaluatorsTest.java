package io.polycritic.plugins.evaluators.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.multitask.AttentionHeads;
import io.polycritic.plugins.environments.multitask.LinearTasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptEvaluatorsTest {
    private static final AttentionHeads PAIR =
            Answers.heads(new double[] {0.2, -0.22, 0.1}, new double[] {2, -1.9, 0.05}, 0.03, -0.04);

    private final TestRun run = new TestRun(1, null, null);

    private Map<String, Measure> measure(Evaluator evaluator, Answers learner, Map<String, ?> environment) {
        Environment stream = run.add("environment", new LinearTasks(), environment);
        TestSubject subject = new TestSubject(0, Map.of("learner", learner, "environment", stream), null);
        Map<String, Measure> measures = new LinkedHashMap<>();
        evaluator.evaluate(subject).forEach(measure -> measures.put(measure.name(), measure));
        return measures;
    }

    private Evaluator risk(Map<String, ?> config) {
        return run.add("evaluators.risk", new IclRisk(), config);
    }

    private static double standardError(Measure measure) {
        double mean = measure.mean();
        double square = 0;
        for (double sample : measure.samples()) {
            square += (sample - mean) * (sample - mean);
        }
        int n = measure.samples().length;
        return Math.sqrt(square / (n - 1) / n);
    }

    private static void assertNear(double expected, Measure measure) {
        assertEquals(expected, measure.mean(), 3 * standardError(measure), measure.name());
    }

    /** Risks of the oracles on isotropic prompts against their closed forms, within three standard errors. */
    @Test
    void oraclesHaveTheirClosedForms() {
        int[][] sizes = {{5, 40}, {8, 20}, {3, 100}};
        double[] noises = {0.1, 0, 1};
        for (int k = 0; k < 3; k++) {
            int d = sizes[k][0];
            int length = sizes[k][1];
            Map<String, Measure> measures = measure(
                    risk(Map.of("lengths", List.of(length), "prompts", 20000)),
                    new Answers(PAIR, true),
                    Map.of("dimension", d, "length", length, "noise", noises[k]));
            assertNear(LinearOracle.debiasedRisk(d, length, noises[k]), measures.get("debiased" + length));
            assertNear(LinearOracle.descentRisk(d, length, noises[k]), measures.get("gradientDescent" + length));
            assertNear(1 + noises[k], measures.get("risk" + length));
            assertTrue(measures.get("ridge" + length).mean()
                    < measures.get("gradientDescent" + length).mean());
        }
    }

    /** The best step for isotropic prompts is a number times the identity: 1 / (1 + d (1 + s2) / L). */
    @Test
    void theIsotropicStepIsANumber() {
        LinearOracle oracle = new LinearOracle(new double[][] {{1, 0}, {0, 1}}, 0.1);
        double debiased = 1 / (1 + 2 * 1.1 / 40);
        double plain = 40 / (41 + 2 * 1.1);
        assertArrayEquals(new double[] {debiased, 0}, oracle.step(40, true)[0], 1e-12);
        assertArrayEquals(new double[] {0, plain}, oracle.step(40, false)[1], 1e-12);
    }

    /** No other step does better on prompts of another covariance: its risk does not fall in any direction. */
    @Test
    void theStepIsTheBestOne() {
        double rho = 0.7;
        LinearOracle oracle = new LinearOracle(new double[][] {{1, rho}, {rho, 1}}, 0.1);
        double[][] best = oracle.step(20, true);
        RandomStream random = RandomStream.of(3, "test", "prompts");
        double[] sums = new double[5];
        double[][] moves = {{0, 0, 0}, {0.15, 0, 0}, {-0.15, 0, 0}, {0, 0.15, 0.15}, {0, -0.15, -0.15}};
        for (int prompt = 0; prompt < 20000; prompt++) {
            double[][] x = new double[21][2];
            double[] y = new double[20];
            double b0 = random.nextGaussian() / Math.sqrt(2);
            double b1 = random.nextGaussian() / Math.sqrt(2);
            double right = 0;
            for (int l = 0; l < 21; l++) {
                x[l][0] = random.nextGaussian();
                x[l][1] = rho * x[l][0] + Math.sqrt(1 - rho * rho) * random.nextGaussian();
                right = b0 * x[l][0] + b1 * x[l][1] + Math.sqrt(0.1) * random.nextGaussian();
                if (l < 20) {
                    y[l] = right;
                }
            }
            for (int k = 0; k < moves.length; k++) {
                double[][] step = {
                    {best[0][0] + moves[k][0], best[0][1] + moves[k][1]},
                    {best[1][0] + moves[k][2], best[1][1] + moves[k][0]}
                };
                double error = oracle.descend(x, y, step, true) - right;
                sums[k] += error * error;
            }
        }
        for (int k = 1; k < moves.length; k++) {
            assertTrue(sums[k] > sums[0], "move " + k + ": " + sums[k] + " against " + sums[0]);
        }
    }

    @Test
    void theSamePromptsEachTimeAndAnUnnormalisedRowIsMarked() {
        Map<String, Object> config = Map.of("lengths", List.of(10, 20), "prompts", 500);
        Map<String, Object> environment = Map.of("dimension", 2, "length", 10);
        Evaluator evaluator = risk(config);
        Map<String, Measure> first = measure(evaluator, new Answers(PAIR, true), environment);
        Map<String, Measure> second = measure(evaluator, new Answers(PAIR, false), environment);
        assertArrayEquals(first.get("risk20").samples(), second.get("risk20").samples(), 0);
        double fall = first.get("risk10").mean() - first.get("risk20").mean();
        assertEquals(fall, first.get("fall20").mean(), 0);
        assertEquals("", first.get("risk20").unit());
        assertEquals("", second.get("risk10").unit());
        assertEquals("unnormalised", second.get("risk20").unit());
        assertTrue(second.containsKey("unnormalised20"));
        assertFalse(second.containsKey("unnormalised10"));
        assertThrows(InvalidConfigException.class, () -> risk(Map.of("lengths", List.of())));
    }

    @Test
    void severalTargetsAreAveraged() {
        Map<String, Measure> measures = measure(
                risk(Map.of("lengths", List.of(40), "prompts", 20000)),
                new Answers(PAIR, true),
                Map.of("dimension", 3, "targets", 2, "noise", 0.01));
        assertNear(LinearOracle.debiasedRisk(3, 40, 0.01), measures.get("debiased40"));
        assertNear(1.01, measures.get("risk40"));
    }

    @Test
    void thePatternIsRead() {
        Evaluator evaluator = run.add("evaluators.pattern", new AttentionPattern(), Map.of());
        Map<String, Measure> found = measure(evaluator, new Answers(PAIR, true), Map.of("dimension", 2));
        assertEquals(1, found.get("positiveHeads").mean(), 0);
        assertEquals(1, found.get("negativeHeads").mean(), 0);
        assertEquals(1, found.get("dummyHeads").mean(), 0);
        assertEquals(0, found.get("oneSided").mean(), 0);
        assertEquals(1, found.get("signAgreement").mean(), 0);
        assertEquals(0.03 / 0.2, found.get("offDiagonal").mean(), 1e-9);
        assertEquals(0.04 / 0.2, found.get("byTarget").mean(), 1e-9);
        assertEquals(0.15 / 3.95, found.get("zeroSum").mean(), 1e-9);
        assertEquals(0.02 / 0.21, found.get("weightSpread").mean(), 1e-9);
        assertEquals(-0.22, found.get("weight.head1").mean(), 1e-9);
        assertEquals(2, found.get("value.head0").mean(), 1e-9);
        double diagonal = 2 * 0.2 + 1.9 * 0.22 + 0.05 * 0.1;
        double off = (2 - 1.9 + 0.05) * 0.03;
        double cosine = 2 * diagonal / Math.sqrt(2) / Math.sqrt(2 * diagonal * diagonal + off * off);
        assertEquals(cosine, found.get("identityAlignment").mean(), 1e-9);
        assertEquals(cosine, found.get("alignment").mean(), 1e-9);
        AttentionHeads oneSided = Answers.heads(new double[] {0.4, 0.4}, new double[] {1, 1.5}, 0, 0);
        Map<String, Measure> one = measure(evaluator, new Answers(oneSided, true), Map.of("dimension", 2));
        assertEquals(1, one.get("oneSided").mean(), 0);
    }

    @Test
    void theStepOfCorrelatedPromptsIsRecognised() {
        double[][] best = new LinearOracle(new double[][] {{1, 0.7}, {0.7, 1}}, 0.1).step(40, true);
        double[][][] keyQuery = {{{best[0][0], best[0][1], 0}, {best[1][0], best[1][1], 0}, {0, 0, 0}}};
        AttentionHeads heads = new AttentionHeads(2, 1, keyQuery, new double[][][] {{{0}, {0}, {1}}});
        Evaluator evaluator = run.add("evaluators.pattern", new AttentionPattern(), Map.of());
        Map<String, Measure> found =
                measure(evaluator, new Answers(heads, true), Map.of("dimension", 2, "covariance", "ar1", "rho", 0.7));
        assertEquals(1, found.get("alignment").mean(), 1e-9);
        assertTrue(found.get("alignmentGain").mean() > 0.05);
    }
}
