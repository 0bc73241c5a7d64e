package io.polycritic.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSetMlpTest {
    private final RandomStream random = RandomStream.of(1, "test", "rows");

    /** R numbers of presence, a block of 1 and one of 2 numbers a row, and 2 in common. */
    private static RowLayout layout(int rows) {
        return new RowLayout(
                rows, List.of(new RowLayout.Block(rows, 1), new RowLayout.Block(2 * rows, 2)), 0, 2, 4 * rows + 2);
    }

    private static RowSetMlp network(int rows, RowSetMlp.Output output) {
        return new RowSetMlp("net", layout(rows), new int[] {8, 6}, Activation.TANH, 1, output);
    }

    private Parameters parameters(RowSetMlp network) {
        Parameters.Builder builder = Parameters.builder("p");
        network.addTo(builder, random);
        Parameters p = builder.build();
        random.gaussians(p.values(), 0, p.size());
        return p;
    }

    private static double[] evaluate(RowSetMlp network, Parameters p, float[] x) {
        return new DoubleInterpreter().evaluate(network.apply(p, Graphs.constant(x, 1, x.length)));
    }

    /** Features of rows in an order; the numbers of a row depend on which one it is, not on its place. */
    private static float[] features(int rows, int... order) {
        float[] x = new float[4 * rows + 2];
        for (int place = 0; place < order.length; place++) {
            int row = order[place];
            x[place] = 1;
            x[rows + place] = 0.3f * row - 0.5f;
            x[2 * rows + 2 * place] = (float) Math.sin(row + 1);
            x[2 * rows + 2 * place + 1] = (float) Math.cos(2 * row);
        }
        x[4 * rows] = 0.2f;
        x[4 * rows + 1] = 0.8f;
        return x;
    }

    /** Rows that change places take their numbers with them. */
    @Test
    void outputsChangePlacesAsRowsDo() {
        RowSetMlp network = network(4, RowSetMlp.Output.LOGITS);
        Parameters p = parameters(network);
        double[] y = evaluate(network, p, features(4, 0, 1, 2, 3));
        double[] moved = evaluate(network, p, features(4, 2, 0, 3, 1));
        assertArrayEquals(new double[] {y[2], y[0], y[3], y[1]}, moved, 1e-6);
        RowSetMlp pooled = network(4, RowSetMlp.Output.SET);
        Parameters q = parameters(pooled);
        assertEquals(
                evaluate(pooled, q, features(4, 0, 1, 2, 3))[0], evaluate(pooled, q, features(4, 3, 1, 0, 2))[0], 1e-6);
    }

    /** A row that is absent is as if it were not there, whatever its numbers are. */
    @Test
    void absentRowsHaveNoInfluence() {
        RowSetMlp network = network(5, RowSetMlp.Output.LOGITS);
        Parameters p = parameters(network);
        float[] x = features(5, 0, 1, 2);
        double[] few = evaluate(network.resized(layout(3)), p, features(3, 0, 1, 2));
        double[] masked = evaluate(network, p, x);
        for (int row = 0; row < 3; row++) {
            assertEquals(few[row], masked[row], 1e-6);
        }
        assertEquals(-1e4, masked[3]);
        x[5 + 3] = 77;
        x[10 + 2 * 4] = -33;
        assertArrayEquals(masked, evaluate(network, p, x), 0);
    }

    /** One layer by hand: h = row, g = (mean h, max h), y = head(h W + (g, d) V + b). */
    @Test
    void matchesLoops() {
        RowLayout layout = new RowLayout(2, List.of(new RowLayout.Block(2, 1)), 0, 1, 5);
        RowSetMlp network = new RowSetMlp("net", layout, new int[] {1}, Activation.TANH, 1, RowSetMlp.Output.VALUES);
        Parameters p = parameters(network);
        float[] x = {1, 1, 0.4f, -0.9f, 0.7f};
        double[] h = new double[2];
        for (int row = 0; row < 2; row++) {
            h[row] = Math.tanh(
                    at(p, "row0.weight", 0) * x[2 + row] + at(p, "row0.weight", 1) * x[4] + at(p, "row0.bias", 0));
        }
        double g = at(p, "context.weight", 0) * (h[0] + h[1]) / 2
                + at(p, "context.weight", 1) * Math.max(h[0], h[1])
                + at(p, "context.weight", 2) * x[4]
                + at(p, "context.bias", 0);
        double[] expected = new double[2];
        for (int row = 0; row < 2; row++) {
            double z = Math.tanh(at(p, "head0.weight", 0) * h[row] + g);
            expected[row] = at(p, "head1.weight", 0) * z + at(p, "head1.bias", 0);
        }
        assertArrayEquals(expected, evaluate(network, p, x), 1e-6);
    }

    private static double at(Parameters p, String part, int index) {
        return p.values()[p.segment("net/" + part).offset() + index];
    }

    @Test
    void gradientsMatchCentralDifferences() {
        for (RowSetMlp.Output output : new RowSetMlp.Output[] {RowSetMlp.Output.VALUES, RowSetMlp.Output.SET}) {
            RowSetMlp network = network(3, output);
            Parameters p = parameters(network);
            Node x = Graphs.constant(features(3, 1, 0), 1, 14);
            Node loss = Reduce.sum(Elementwise.square(network.apply(p, x)));
            GradientCheck.check(new DoubleInterpreter(), loss, p, 1e-5);
        }
    }

    @Test
    void needsAHiddenLayer() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new RowSetMlp("net", layout(2), new int[0], Activation.RELU, 1, RowSetMlp.Output.SET));
    }
}
