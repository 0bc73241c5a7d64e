package io.polycritic.plugins.optimizers.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.optimizer.TaskGradients.Aspect;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.multitask.Products;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AggregatorsTest {
    private final TestRun run = new TestRun(1, null, null);
    private final RandomStream random = RandomStream.of(1, "test", "vectors");

    private GradientAggregator make(OptimizerFactory<?> factory, Map<String, ?> config) {
        return (GradientAggregator) run.add("optimizers.aggregator", factory, config);
    }

    private static float[] of(GradientAggregator aggregator, float[]... vectors) {
        return of(aggregator, Aspect.LOSS, vectors);
    }

    private static float[] of(GradientAggregator aggregator, Aspect aspect, float[]... vectors) {
        float[] result = new float[vectors[0].length];
        String[] names = new String[vectors.length];
        double[] losses = new double[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            names[i] = "task" + i;
            losses[i] = 1 + i;
        }
        aggregator.aggregate(new TaskGradients(aspect, names, losses, vectors), result);
        return result;
    }

    private float[][] vectors(int count, int size) {
        float[][] vectors = new float[count][size];
        for (float[] vector : vectors) {
            random.gaussians(vector, 0, size);
        }
        return vectors;
    }

    private List<GradientAggregator> all() {
        return List.of(
                make(new LinearScalarization(), Map.of()),
                make(new PcGrad(), Map.of()),
                make(new Mgda(), Map.of()),
                make(new CaGrad(), Map.of()),
                make(new ImtlG(), Map.of()),
                make(new UncertaintyWeighting(), Map.of()));
    }

    @Test
    void aSumHasTheWeightsThatAreGiven() {
        float[] x = {1, 2};
        float[] y = {-3, 1};
        assertArrayEquals(new float[] {-2, 3}, of(make(new LinearScalarization(), Map.of()), x, y));
        Map<String, Object> weights = Map.of("weights", List.of(2, 0.5));
        assertArrayEquals(new float[] {0.5f, 4.5f}, of(make(new LinearScalarization(), weights), x, y));
        GradientAggregator three = make(new LinearScalarization(), Map.of("weights", List.of(1, 1, 1)));
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> of(three, x, y));
        assertEquals("weights", refused.path());
    }

    /** Yu et al., algorithm 1, by hand; and of two vectors neither is hurt by the result. */
    @Test
    void projectionTakesConflictsAway() {
        GradientAggregator pcgrad = make(new PcGrad(), Map.of());
        assertArrayEquals(new float[] {0.5f, 1.5f}, of(pcgrad, new float[] {1, 0}, new float[] {-1, 1}), 1e-6f);
        assertArrayEquals(new float[] {3, 1}, of(pcgrad, new float[] {1, 0}, new float[] {2, 1}), 0);
        for (int trial = 0; trial < 200; trial++) {
            float[][] two = vectors(2, 5);
            float[] result = of(pcgrad, two);
            assertTrue(Products.dot(result, two[0]) >= -1e-5);
            assertTrue(Products.dot(result, two[1]) >= -1e-5);
        }
    }

    /** What is projected is taken from the gradients as they were given, not as they were projected themselves. */
    @Test
    void projectionUsesTheOtherGradientsAsGiven() {
        float[][] three = {{1, 0, 0}, {-1, 1, 0}, {-1, -2, 1}};
        float[] result = of(make(new PcGrad(), Map.of()), three);
        boolean found = false;
        for (int orders = 0; orders < 8; orders++) {
            double[] sum = new double[3];
            for (int i = 0; i < 3; i++) {
                int[] others = i == 0 ? new int[] {1, 2} : i == 1 ? new int[] {0, 2} : new int[] {0, 1};
                boolean swapped = (orders >> i & 1) == 1;
                double[] v = {three[i][0], three[i][1], three[i][2]};
                for (int k = 0; k < 2; k++) {
                    float[] g = three[others[swapped ? 1 - k : k]];
                    double product = v[0] * g[0] + v[1] * g[1] + v[2] * g[2];
                    double square = (double) g[0] * g[0] + g[1] * g[1] + g[2] * g[2];
                    for (int j = 0; j < 3; j++) {
                        v[j] -= Math.min(0, product) / square * g[j];
                    }
                }
                for (int j = 0; j < 3; j++) {
                    sum[j] += v[j];
                }
            }
            double apart = Math.abs(sum[0] - result[0]) + Math.abs(sum[1] - result[1]) + Math.abs(sum[2] - result[2]);
            found |= apart < 1e-5;
        }
        assertTrue(found);
    }

    /** The orders of losses are drawn from a stream of their own: leaving flatness out changes none of them. */
    @Test
    void eachAspectHasItsOwnOrders() {
        float[][] many = vectors(5, 2);
        float[][] alone = new float[20][];
        GradientAggregator first = make(new PcGrad(), Map.of());
        for (int i = 0; i < alone.length; i++) {
            alone[i] = of(first, many);
        }
        try (TestRun other = new TestRun(1, null, null)) {
            GradientAggregator second = (GradientAggregator) other.add("optimizers.aggregator", new PcGrad(), Map.of());
            boolean varies = false;
            for (float[] expected : alone) {
                of(second, Aspect.FLATNESS, many);
                assertArrayEquals(expected, of(second, many), 0);
                varies |= !java.util.Arrays.equals(expected, alone[0]);
            }
            assertTrue(varies, "the order never mattered");
        }
    }

    /** The shortest vector z of a convex hull: z . (g_i - z) >= 0 for all i, and it lies in the hull. */
    @Test
    void minNormPointIsTheShortest() {
        GradientAggregator mgda = make(new Mgda(), Map.of());
        assertArrayEquals(new float[] {1, 1}, of(mgda, new float[] {1, 0}, new float[] {0, 1}), 1e-6f);
        assertArrayEquals(new float[] {2, 0}, of(mgda, new float[] {1, 0}, new float[] {3, 1}), 1e-6f);
        for (int count = 2; count <= 5; count++) {
            for (int trial = 0; trial < 20; trial++) {
                float[][] many = vectors(count, 8);
                float[] z = of(mgda, many);
                for (int j = 0; j < z.length; j++) {
                    z[j] /= count;
                }
                double square = Products.dot(z, z);
                for (float[] vector : many) {
                    assertTrue(Products.dot(z, vector) >= square - 1e-4, count + " vectors");
                }
            }
        }
    }

    /** Liu et al., 2021: the result against the best of a fine grid of weights, for two and for three objectives. */
    @Test
    void conflictAverseDirectionIsTheBestOfAGrid() {
        GradientAggregator cagrad = make(new CaGrad(), Map.of("c", 0.4));
        for (int trial = 0; trial < 10; trial++) {
            for (int count = 2; count <= 3; count++) {
                float[][] many = vectors(count, 6);
                float[] found = of(cagrad, many);
                float[] expected = gridConflictAverse(many, 0.4);
                for (int j = 0; j < found.length; j++) {
                    assertEquals(expected[j], found[j], 0.02, count + " objectives");
                }
            }
        }
    }

    private static float[] gridConflictAverse(float[][] many, double c) {
        int size = many[0].length;
        float[] mean = new float[size];
        for (float[] vector : many) {
            Combination.add(1f / many.length, vector, mean);
        }
        double radius = c * Math.sqrt(Products.dot(mean, mean));
        double best = Double.POSITIVE_INFINITY;
        float[] result = new float[size];
        int steps = 400;
        for (int a = 0; a <= steps; a++) {
            for (int b = 0; b <= (many.length == 3 ? steps - a : 0); b++) {
                double[] w = many.length == 3
                        ? new double[] {a / 400.0, b / 400.0, (steps - a - b) / 400.0}
                        : new double[] {a / 400.0, 1 - a / 400.0};
                float[] mixed = new float[size];
                Combination.of(w, many, mixed);
                double length = Math.sqrt(Products.dot(mixed, mixed));
                double value = Products.dot(mixed, mean) + radius * length;
                if (value < best) {
                    best = value;
                    System.arraycopy(mean, 0, result, 0, size);
                    Combination.add((float) (radius / length), mixed, result);
                }
            }
        }
        return result;
    }

    /** Liu et al., 2021, section 3.2: equal projections on all unit gradients, weights of sum 1. */
    @Test
    void projectionsAreEqual() {
        GradientAggregator imtl = make(new ImtlG(), Map.of());
        for (int count = 2; count <= 4; count++) {
            float[][] many = vectors(count, 7);
            float[] result = of(imtl, many);
            double first = Products.cosine(result, many[0]);
            for (float[] vector : many) {
                assertEquals(first, Products.cosine(result, vector), 1e-4);
            }
        }
        assertArrayEquals(new float[] {2, 0}, of(imtl, new float[] {1, 0}, new float[] {3, 0}), 1e-6f);
        float[] orthogonal = of(imtl, new float[] {1, 0}, new float[] {0, 3});
        assertArrayEquals(new float[] {0.75f, 0.75f}, orthogonal, 1e-6f);
    }

    /** exp(-s) L + s/2 is least where exp(-s) L = 1/2. Flatness gets the weights of the losses of its step. */
    @Test
    void variancesBalanceLosses() {
        GradientAggregator learned = make(new UncertaintyWeighting(), Map.of("learningRate", 0.1));
        float[] x = {1, 0};
        float[] y = {0, 1};
        for (int step = 0; step < 500; step++) {
            float[] losses = of(learned, x, y);
            float[] flatness = of(learned, Aspect.FLATNESS, x, y);
            assertArrayEquals(losses, flatness, 0);
        }
        assertArrayEquals(new float[] {0.5f, 0.25f}, of(learned, x, y), 1e-3f);
        assertEquals(Math.log(2), run.metrics().get("optimizers.aggregator/logVariance.task0"), 1e-3);
    }

    @Test
    void nothingIsMadeOfNothing() {
        for (GradientAggregator aggregator : all()) {
            assertArrayEquals(new float[3], of(aggregator, new float[3], new float[3]), 0);
            float[] half = of(aggregator, new float[] {1, 2, 0}, new float[3]);
            for (float number : half) {
                assertTrue(Float.isFinite(number), aggregator.toString());
            }
        }
    }

    @Test
    void oneObjectiveIsItself() {
        for (GradientAggregator aggregator : all()) {
            if (!(aggregator instanceof UncertaintyAggregator)
                    && !(aggregator instanceof RuleAggregator rule && rule.rule() instanceof ConflictAverse)) {
                assertArrayEquals(new float[] {1, 2}, of(aggregator, new float[] {1, 2}), 1e-6f);
            }
        }
        float[] longer = of(make(new CaGrad(), Map.of("c", 0.4)), new float[] {1, 2});
        assertArrayEquals(new float[] {1.4f, 2.8f}, longer, 1e-6f);
    }
}
