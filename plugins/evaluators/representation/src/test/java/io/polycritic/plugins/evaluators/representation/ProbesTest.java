package io.polycritic.plugins.evaluators.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.numerics.Lbfgs;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProbesTest {
    /** What all plugins here have in common. */
    private abstract static class Contract extends PluginContract {
        private final PartFactory<?, ?> plugin;

        Contract(PartFactory<?, ?> plugin) {
            this.plugin = plugin;
        }

        @Override
        protected PartFactory<?, ?> plugin() {
            return plugin;
        }

        @Override
        protected TestRun run() {
            return new TestRun(1, CompiledCompute.withJavaBlas(), new Gram());
        }

        @Override
        protected String path() {
            return "evaluators.probe";
        }
    }

    @Nested
    class LinearContract extends Contract {
        LinearContract() {
            super(new LinearProbe());
        }
    }

    @Nested
    class NeighborContract extends Contract {
        NeighborContract() {
            super(new KnnProbe());
        }
    }

    @Nested
    class GeometryContract extends Contract {
        GeometryContract() {
            super(new EmbeddingGeometry());
        }
    }

    @Nested
    class LatentContract extends Contract {
        LatentContract() {
            super(new LatentRegression());
        }

        @Override
        protected TestRun run() {
            return super.run().environment(clouds(1).spec());
        }

        @Override
        protected Map<String, ?> config() {
            return Map.of("field", "latent");
        }
    }

    @Nested
    class RetrievalContract extends Contract {
        RetrievalContract() {
            super(new ViewRetrieval());
        }
    }

    /** Solves by normal equations; singular values are those of columns that are orthogonal: their lengths. */
    private static final class Gram implements LinearAlgebra {
        @Override
        public double[] solve(double[] a, int m, int n, double[] b, int k) {
            double[][] system = new double[n][n + k];
            for (int row = 0; row < m; row++) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        system[i][j] += a[row * n + i] * a[row * n + j];
                    }
                    for (int j = 0; j < k; j++) {
                        system[i][n + j] += a[row * n + i] * b[row * k + j];
                    }
                }
            }
            for (int pivot = 0; pivot < n; pivot++) {
                for (int row = 0; row < n; row++) {
                    double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                    for (int j = pivot; j < n + k; j++) {
                        system[row][j] -= factor * system[pivot][j];
                    }
                }
            }
            double[] x = new double[n * k];
            for (int i = 0; i < x.length; i++) {
                x[i] = system[i / k][n + i % k] / system[i / k][i / k];
            }
            return x;
        }

        @Override
        public double[] singularValues(double[] a, int m, int n) {
            double[] lengths = new double[n];
            for (int i = 0; i < a.length; i++) {
                lengths[i % n] += a[i] * a[i];
            }
            return Arrays.stream(lengths)
                    .map(Math::sqrt)
                    .map(x -> -x)
                    .sorted()
                    .map(x -> -x)
                    .toArray();
        }
    }

    private static Map<String, Measure> evaluate(PartFactory<?, ?> plugin, Map<String, ?> config, Planted planted) {
        try (TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), new Gram())) {
            run.environment(planted.spec());
            Evaluator evaluator = (Evaluator) run.add("evaluators.probe", plugin, config);
            return evaluator.evaluate(planted.subject()).stream()
                    .collect(Collectors.toMap(Measure::name, measure -> measure));
        }
    }

    /** Three clouds at the corners of a triangle; {@code apart} is how far they are from the origin. */
    private static Planted clouds(double apart) {
        RandomStream random = RandomStream.of(1, "test", "clouds");
        float[] train = new float[2 * 600];
        float[] test = new float[2 * 301];
        int[] trainLabels = new int[600];
        int[] testLabels = new int[301];
        fill(train, trainLabels, apart, random);
        fill(test, testLabels, apart, random);
        return new Planted(train, trainLabels, test, testLabels, 2, 0);
    }

    private static void fill(float[] values, int[] labels, double apart, RandomStream random) {
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 3;
            double angle = 2 * Math.PI * labels[i] / 3;
            values[2 * i] = (float) (apart * Math.cos(angle) + random.nextGaussian());
            values[2 * i + 1] = (float) (apart * Math.sin(angle) + random.nextGaussian());
        }
    }

    /** The gradient is that of differences, and there is one minimum, which L-BFGS finds. */
    @Test
    void regressionIsDifferentiatedRightly() {
        Planted clouds = clouds(1);
        Encoded train = new Encoded(clouds.train(), 2, new float[0]);
        double[][] columns = Standardized.of(train).columns(train);
        SoftmaxRegression regression = new SoftmaxRegression(columns, clouds.trainLabels(), 3, 0.01);
        double[] x = {0.3, -0.2, 0.1, 0.5, -0.4, 0.2, 0.05, -0.1, 0.3};
        double[] gradient = new double[9];
        double[] unused = new double[9];
        regression.evaluate(x, gradient);
        for (int i = 0; i < 9; i++) {
            double[] above = x.clone();
            double[] below = x.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            double slope = (regression.evaluate(above, unused) - regression.evaluate(below, unused)) / 2e-5;
            assertEquals(slope, gradient[i], 1e-8);
        }
        assertEquals(Math.log(3), regression.evaluate(new double[9], unused), 1e-12);
        Lbfgs.Result fit = new Lbfgs(10, 1e-8, 300).minimise(regression, x);
        Lbfgs.Result other = new Lbfgs(10, 1e-8, 300).minimise(regression, new double[9]);
        assertEquals(fit.value(), other.value(), 1e-10);
        assertArrayEquals(Arrays.copyOf(fit.x(), 6), Arrays.copyOf(other.x(), 6), 1e-5);
    }

    @Test
    void cloudsAreToldApart() {
        for (PartFactory<?, ?> plugin : Arrays.<PartFactory<?, ?>>asList(new LinearProbe(), new KnnProbe())) {
            Measure far = evaluate(plugin, Map.of(), clouds(6)).get("accuracy");
            assertEquals(301, far.samples().length);
            assertTrue(far.mean() > 0.98, far.mean() + " of " + plugin);
            double chance =
                    evaluate(plugin, Map.of(), clouds(0)).get("accuracy").mean();
            assertEquals(1.0 / 3, chance, 0.08);
        }
        assertTrue(evaluate(new LinearProbe(), Map.of(), clouds(2))
                        .get("fitGradient")
                        .mean()
                <= 1e-5);
    }

    /** Three nearest by hand, and a tie that the lower class wins. */
    @Test
    void votes() {
        Nearest nearest = new Nearest(3);
        float[] cosines = {9, 0.1f, 0.5f, 0.5f, 0.9f, 0.2f};
        nearest.find(cosines, 1, 5);
        assertEquals(2, nearest.vote(new int[] {0, 1, 1, 2, 0}, 3, 0.1));
        assertEquals(1, nearest.vote(new int[] {0, 1, 1, 2, 0}, 3, 1));
        Nearest two = new Nearest(2);
        two.find(new float[] {0.5f, 0.5f}, 0, 2);
        assertEquals(1, two.vote(new int[] {2, 1}, 3, 0.1));
    }

    /** Four points at the ends of two axes: both count alike, the third is empty. */
    @Test
    void geometryByHand() {
        float[] cross = {2, 0, 0, -2, 0, 0, 0, 2, 0, 0, -2, 0};
        int[] labels = {0, 1, 2, 0};
        Planted planted = new Planted(cross, labels, cross, labels, 3, 0);
        Map<String, Measure> measures = evaluate(new EmbeddingGeometry(), Map.of(), planted);
        assertEquals(2, measures.get("embeddingRank").mean(), 1e-9);
        assertEquals(2, measures.get("featureRank").mean(), 1e-9);
        double potential = (4 * Math.exp(-2 * 2) * 2 + 2 * Math.exp(-2 * 4) * 2) / 12;
        assertEquals(Math.log(potential), measures.get("uniformity").mean(), 1e-6);
        assertEquals(0, measures.get("alignment").mean(), 1e-9);
        assertEquals(3, measures.get("logSpectrum").samples().length);
        Planted shifted = new Planted(cross, labels, cross, labels, 3, 2);
        double apart = evaluate(new EmbeddingGeometry(), Map.of(), shifted)
                .get("alignment")
                .samples()[0];
        // (1, 0, 0) and (4, 2, 2) / sqrt 24
        assertEquals(2 - 8 / Math.sqrt(24), apart, 1e-6);
    }

    /** Points of a circle are their own embeddings; of those twice as far away the second coordinate is lost. */
    @Test
    void latentsAreRegressed() {
        float[] circle = new float[2 * 200];
        for (int i = 0; i < 200; i++) {
            circle[2 * i] = (float) Math.cos(i);
            circle[2 * i + 1] = (float) Math.sin(i);
        }
        Planted planted = new Planted(circle, new int[200], circle, new int[200], 2, 0);
        Map<String, ?> config = Map.of("field", "latent");
        Measure explained = evaluate(new LatentRegression(), config, planted).get("explained");
        assertEquals(2, explained.samples().length);
        assertEquals(1, explained.mean(), 1e-4);
        float[] noise = new float[2 * 200];
        RandomStream.of(4, "test", "noise").gaussians(noise, 0, noise.length);
        for (int i = 0; i < 200; i++) {
            noise[2 * i + 1] = 0;
        }
        Planted signs = new Planted(noise, new int[200], noise, new int[200], 2, 0);
        // All that is left of a normal number is its sign, whose squared correlation with it is 2 / pi.
        double left =
                evaluate(new LatentRegression(), config, signs).get("explained").mean();
        assertEquals(2 / Math.PI, left, 0.05);
    }

    @Test
    void viewsAreRetrieved() {
        float[] circle = new float[2 * 100];
        for (int i = 0; i < 100; i++) {
            circle[2 * i] = (float) (3 * Math.cos(0.06 * i));
            circle[2 * i + 1] = (float) (3 * Math.sin(0.06 * i));
        }
        Planted same = new Planted(circle, new int[100], circle, new int[100], 2, 0);
        Measure recall = evaluate(new ViewRetrieval(), Map.of(), same).get("recall");
        assertEquals(200, recall.samples().length);
        assertEquals(1, recall.mean());
        Planted moved = new Planted(circle, new int[100], circle, new int[100], 2, 2);
        assertTrue(evaluate(new ViewRetrieval(), Map.of(), moved).get("recall").mean() < 0.2);
    }

    @Test
    void nothingToEvaluate() {
        try (TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), new Gram())) {
            Evaluator evaluator = run.add("evaluators.probe", new KnnProbe(), Map.of());
            TestSubject empty = new TestSubject(0, Map.of(), null);
            assertThrows(PolycriticException.class, () -> evaluator.evaluate(empty));
        }
    }
}
