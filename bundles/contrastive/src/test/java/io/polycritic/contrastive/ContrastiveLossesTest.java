package io.polycritic.contrastive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import io.polycritic.nn.Contrastive;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ContrastiveLossesTest {
    private static final double TAU = 0.2;
    private static final int ITEMS = 5;
    private static final int WIDTH = 4;

    private static final Map<String, BiFunction<Node, Double, Node>> MULTI = Map.of(
            "mv-infonce",
            ContrastiveLosses::mvInfoNce,
            "mv-dhel",
            ContrastiveLosses::mvDhel,
            "pairwise",
            (u, tau) -> everyPair(u, (a, b) -> ContrastiveLosses.ntXent(a, b, tau)),
            "pairwise dhel",
            (u, tau) -> everyPair(u, (a, b) -> ContrastiveLosses.dhel(a, b, tau)));

    private static Node everyPair(Node u, BiFunction<Node, Node, Node> loss) {
        int views = u.shape().length(0);
        Node sum = Graphs.constant(0);
        for (int l = 0; l < views; l++) {
            for (int m = l + 1; m < views; m++) {
                sum = Elementwise.add(sum, loss.apply(ContrastiveFields.view(u, l), ContrastiveFields.view(u, m)));
            }
        }
        return Elementwise.scale(sum, 2f / (views * (views - 1)));
    }

    private static Parameters embeddings(int views, int items, int width, long seed) {
        RandomStream random = RandomStream.of(seed, "test", "z");
        return Parameters.builder("z")
                .add(
                        "z",
                        (values, offset, shape) -> random.gaussians(values, offset, shape.size()),
                        views,
                        items,
                        width)
                .build();
    }

    private static Node unit(Parameters z) {
        return Contrastive.normalised(Graphs.parameter(z, "z"));
    }

    /** Sums in double precision without any graph: u as [view][item][number]. */
    private static double[][][] normalised(Parameters z, int views, int items, int width) {
        double[][][] u = new double[views][items][width];
        for (int l = 0; l < views; l++) {
            for (int i = 0; i < items; i++) {
                double length = 0;
                for (int k = 0; k < width; k++) {
                    u[l][i][k] = z.values()[(l * items + i) * width + k];
                    length += u[l][i][k] * u[l][i][k];
                }
                for (int k = 0; k < width; k++) {
                    u[l][i][k] /= Math.sqrt(length);
                }
            }
        }
        return u;
    }

    private static double s(double[] a, double[] b, double tau) {
        double product = 0;
        for (int k = 0; k < a.length; k++) {
            product += a[k] * b[k];
        }
        return Math.exp(product / tau);
    }

    /** D_i^l, all vectors but itself. */
    private static double all(double[][][] u, int l, int i, double tau) {
        double sum = 0;
        for (int m = 0; m < u.length; m++) {
            for (int j = 0; j < u[m].length; j++) {
                sum += m == l && j == i ? 0 : s(u[l][i], u[m][j], tau);
            }
        }
        return sum;
    }

    /** E_i^l, other items of the same view. */
    private static double same(double[][][] u, int l, int i, double tau) {
        double sum = 0;
        for (int j = 0; j < u[l].length; j++) {
            sum += j == i ? 0 : s(u[l][i], u[l][j], tau);
        }
        return sum;
    }

    @Test
    void matchTheDefinitionsByDirectSums() {
        Parameters z = embeddings(3, ITEMS, WIDTH, 1);
        double[][][] u = normalised(z, 3, ITEMS, WIDTH);
        double infoNce = 0;
        double dhel = 0;
        for (int i = 0; i < ITEMS; i++) {
            double ordered = 0;
            double denominators = 0;
            double logs = 0;
            for (int l = 0; l < 3; l++) {
                denominators += all(u, l, i, TAU);
                logs += Math.log(same(u, l, i, TAU));
                for (int m = 0; m < 3; m++) {
                    ordered += m == l ? 0 : s(u[l][i], u[m][i], TAU);
                }
            }
            infoNce += (Math.log(denominators) - Math.log(ordered)) / ITEMS;
            dhel += (logs - Math.log(ordered / 2)) / ITEMS;
        }
        DoubleInterpreter at = new DoubleInterpreter();
        assertEquals(infoNce, at.scalar(ContrastiveLosses.mvInfoNce(unit(z), TAU)), 1e-6);
        assertEquals(dhel, at.scalar(ContrastiveLosses.mvDhel(unit(z), TAU)), 1e-6);
    }

    /** With two views mv-dhel is dhel, and mv-infonce lies above NT-Xent by a gap of Jensen's inequality. */
    @Test
    void twoViews() {
        Parameters z = embeddings(2, ITEMS, WIDTH, 2);
        double[][][] u = normalised(z, 2, ITEMS, WIDTH);
        double gap = 0;
        double dhel = 0;
        for (int i = 0; i < ITEMS; i++) {
            double first = all(u, 0, i, TAU);
            double second = all(u, 1, i, TAU);
            gap += (Math.log((first + second) / 2) - (Math.log(first) + Math.log(second)) / 2) / ITEMS;
            dhel += Math.log(same(u, 0, i, TAU) * same(u, 1, i, TAU) / s(u[0][i], u[1][i], TAU)) / ITEMS;
        }
        DoubleInterpreter at = new DoubleInterpreter();
        Node first = ContrastiveFields.view(unit(z), 0);
        Node second = ContrastiveFields.view(unit(z), 1);
        assertEquals(dhel, at.scalar(ContrastiveLosses.mvDhel(unit(z), TAU)), 1e-6);
        assertEquals(dhel, at.scalar(ContrastiveLosses.dhel(first, second, TAU)), 1e-6);
        double ntXent = at.scalar(ContrastiveLosses.ntXent(first, second, TAU));
        assertTrue(gap > 0);
        assertEquals(gap, at.scalar(ContrastiveLosses.mvInfoNce(unit(z), TAU)) - ntXent, 1e-6);
    }

    @Test
    void equalEmbeddings() {
        int views = 4;
        float[] ones = new float[views * ITEMS * WIDTH];
        Arrays.fill(ones, 0.5f);
        Node u = Graphs.constant(ones, views, ITEMS, WIDTH);
        DoubleInterpreter at = new DoubleInterpreter();
        double m = ITEMS;
        double n = views;
        assertEquals(Math.log((m * n - 1) / (n - 1)), at.scalar(ContrastiveLosses.mvInfoNce(u, TAU)), 1e-5);
        assertEquals(
                n * Math.log(m - 1) + (n - 1) / TAU - Math.log(n * (n - 1) / 2),
                at.scalar(ContrastiveLosses.mvDhel(u, TAU)),
                1e-5);
    }

    /** Vertices of a regular simplex, the same in each view: the least value that mv-dhel can have. */
    @Test
    void alignedSimplexIsTheMinimum() {
        int views = 3;
        double[] simplex = simplex(ITEMS, WIDTH);
        float[] z = new float[views * simplex.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) simplex[i % simplex.length];
        }
        double m = ITEMS;
        double n = views;
        double least = n * Math.log(m - 1) - 1 / TAU - n / ((m - 1) * TAU) - Math.log(n * (n - 1) / 2);
        Node u = Contrastive.normalised(Graphs.constant(z, views, ITEMS, WIDTH));
        assertEquals(least, new DoubleInterpreter().scalar(ContrastiveLosses.mvDhel(u, TAU)), 1e-5);
        for (int seed = 0; seed < 100; seed++) {
            Node random = unit(embeddings(views, ITEMS, WIDTH, seed));
            assertTrue(new DoubleInterpreter().scalar(ContrastiveLosses.mvDhel(random, TAU)) > least);
        }
    }

    /** M = d + 1 unit vectors whose products are -1 / (M - 1), row after row. */
    private static double[] simplex(int count, int width) {
        double[] rows = new double[count * width];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < Math.min(i, width); k++) {
                double product = 0;
                for (int j = 0; j < k; j++) {
                    product += rows[i * width + j] * rows[k * width + j];
                }
                rows[i * width + k] = (-1.0 / (count - 1) - product) / rows[k * width + k];
            }
            if (i < width) {
                double left = 1;
                for (int k = 0; k < i; k++) {
                    left -= rows[i * width + k] * rows[i * width + k];
                }
                rows[i * width + i] = Math.sqrt(left);
            }
        }
        return rows;
    }

    private static double[] gradient(Parameters z, double[] at, Function<Node, Node> term) {
        DoubleInterpreter interpreter = new DoubleInterpreter();
        interpreter.set(z, at);
        return GradientCheck.symbolic(interpreter, term.apply(unit(z)), z);
    }

    /** Items of view 1 in another order: each view repels itself alone in mv-dhel, all repel all in mv-infonce. */
    @Test
    void repulsionWithinViewsDoesNotCoupleThem() {
        Parameters z = embeddings(3, ITEMS, WIDTH, 3);
        double[] before = values(z);
        double[] after = before.clone();
        int view = ITEMS * WIDTH;
        for (int i = 0; i < ITEMS; i++) {
            System.arraycopy(before, view + i * WIDTH, after, view + (i + 2) % ITEMS * WIDTH, WIDTH);
        }
        Function<Node, Node> dhel = u -> Reduce.mean(ContrastiveLosses.repulsion(u, TAU));
        Function<Node, Node> infoNce = u -> Reduce.mean(ContrastiveLosses.interactions(u, TAU));
        double[] changed = new double[view];
        for (int l : new int[] {0, 2}) {
            assertArrayEquals(
                    Arrays.copyOfRange(gradient(z, before, dhel), l * view, (l + 1) * view),
                    Arrays.copyOfRange(gradient(z, after, dhel), l * view, (l + 1) * view),
                    1e-7);
            double[] first = Arrays.copyOfRange(gradient(z, before, infoNce), l * view, (l + 1) * view);
            double[] second = Arrays.copyOfRange(gradient(z, after, infoNce), l * view, (l + 1) * view);
            Arrays.setAll(changed, i -> Math.abs(first[i] - second[i]));
            assertTrue(Arrays.stream(changed).max().orElseThrow() > 1e-3);
        }
    }

    private static double[] values(Parameters z) {
        double[] values = new double[z.size()];
        Arrays.setAll(values, i -> z.values()[i]);
        return values;
    }

    @Test
    void viewsAndDirectionsHaveNoOrder() {
        Parameters z = embeddings(3, ITEMS, WIDTH, 4);
        double[] before = values(z);
        double[] permuted = before.clone();
        int view = ITEMS * WIDTH;
        System.arraycopy(before, 0, permuted, 2 * view, view);
        System.arraycopy(before, 2 * view, permuted, 0, view);
        double[] rotated = before.clone();
        for (int row = 0; row < 3 * ITEMS; row++) {
            double x = before[row * WIDTH];
            double y = before[row * WIDTH + 2];
            rotated[row * WIDTH] = 0.6 * x - 0.8 * y;
            rotated[row * WIDTH + 2] = 0.8 * x + 0.6 * y;
        }
        MULTI.forEach((name, loss) -> {
            double here = new DoubleInterpreter().set(z, before).scalar(loss.apply(unit(z), TAU));
            assertEquals(here, new DoubleInterpreter().set(z, permuted).scalar(loss.apply(unit(z), TAU)), 1e-5, name);
            assertEquals(here, new DoubleInterpreter().set(z, rotated).scalar(loss.apply(unit(z), TAU)), 1e-5, name);
        });
    }

    /** Lengths do not count, so the gradient is orthogonal to each embedding; and it is that of differences. */
    @Test
    void lengthsDoNotCountAndGradientsAreRight() {
        Parameters z = embeddings(3, ITEMS, WIDTH, 5);
        double[] before = values(z);
        double[] scaled = before.clone();
        for (int k = 0; k < WIDTH; k++) {
            scaled[7 * WIDTH + k] *= 3.5;
        }
        MULTI.forEach((name, loss) -> {
            Node node = loss.apply(unit(z), TAU);
            double here = new DoubleInterpreter().set(z, before).scalar(node);
            assertEquals(here, new DoubleInterpreter().set(z, scaled).scalar(node), 1e-6, name);
            double[] slope = gradient(z, before, u -> loss.apply(u, TAU));
            for (int row = 0; row < 3 * ITEMS; row++) {
                double along = 0;
                for (int k = 0; k < WIDTH; k++) {
                    along += before[row * WIDTH + k] * slope[row * WIDTH + k];
                }
                assertEquals(0, along, 1e-6, name);
            }
            GradientCheck.check(new DoubleInterpreter(), node, z, 1e-5);
        });
    }

    @Test
    void queueMatchesDirectSums() {
        Parameters z = embeddings(3, ITEMS, WIDTH, 6);
        double[][][] u = normalised(z, 3, ITEMS, WIDTH);
        double expected = 0;
        for (int i = 0; i < ITEMS; i++) {
            double sum = s(u[0][i], u[1][i], TAU);
            for (int j = 0; j < ITEMS; j++) {
                sum += s(u[0][i], u[2][j], TAU);
            }
            expected += (Math.log(sum) - Math.log(s(u[0][i], u[1][i], TAU))) / ITEMS;
        }
        Node loss = ContrastiveLosses.queueNce(
                ContrastiveFields.view(unit(z), 0),
                ContrastiveFields.view(unit(z), 1),
                ContrastiveFields.view(unit(z), 2),
                TAU);
        assertEquals(expected, new DoubleInterpreter().scalar(loss), 1e-6);
        double[] slope = gradient(z, values(z), u2 -> loss);
        for (int i = ITEMS * WIDTH; i < slope.length; i++) {
            assertEquals(0, slope[i]);
        }
    }

    @Test
    void alignmentAndUniformity() {
        Parameters z = embeddings(3, ITEMS, WIDTH, 7);
        double[][][] u = normalised(z, 3, ITEMS, WIDTH);
        double alignment = 0;
        double potential = 0;
        for (int l = 0; l < 3; l++) {
            for (int i = 0; i < ITEMS; i++) {
                for (int m = 0; m < 3; m++) {
                    alignment += m == l ? 0 : (2 - 2 * Math.log(s(u[l][i], u[m][i], 1))) / (6 * ITEMS);
                }
                for (int j = 0; j < ITEMS; j++) {
                    double distance = 2 - 2 * Math.log(s(u[l][i], u[l][j], 1));
                    potential += j == i ? 0 : Math.exp(-2 * distance) / (3 * ITEMS * (ITEMS - 1));
                }
            }
        }
        DoubleInterpreter at = new DoubleInterpreter();
        assertEquals(alignment, at.scalar(ContrastiveLosses.alignment(unit(z))), 1e-6);
        assertEquals(Math.log(potential), at.scalar(ContrastiveLosses.uniformity(unit(z))), 1e-6);
    }

    /** Neither a product of sums nor an exponential of 1 / tau leaves the range of a float. */
    @Test
    void temperaturesMayBeSmall() {
        Parameters z = embeddings(6, 64, WIDTH, 8);
        double value = new DoubleInterpreter().scalar(ContrastiveLosses.mvDhel(unit(z), 0.005));
        assertTrue(Double.isFinite(value));
    }

    @Test
    void tooFew() {
        ShapeException one =
                assertThrows(ShapeException.class, () -> ContrastiveLosses.mvDhel(Graphs.input("u", 2, 1, 4), TAU));
        assertTrue(one.getMessage().contains("a batch needs at least two items"), one.getMessage());
        assertThrows(ShapeException.class, () -> ContrastiveLosses.mvInfoNce(Graphs.input("u", 1, 5, 4), TAU));
    }
}
