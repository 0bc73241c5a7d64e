package io.polycritic.compute;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Select;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs of random graphs against the interpreter: grouping, sharing of buffers and broadcasts in combination. */
class RandomGraphsTest {
    private static final int ROWS = 5;
    private static final int COLUMNS = 4;
    private static final int GRAPHS = 300;
    private static final int NODES = 25;

    private final CompiledCompute compute = CompiledCompute.withJavaBlas();

    @Test
    void programsMatchTheInterpreter() {
        for (int seed = 0; seed < GRAPHS; seed++) {
            RandomStream random = RandomStream.of(seed, "graphs", "random");
            Parameters p = parameters(random);
            List<Node> nodes = nodes(p, random);
            Node objective = Graphs.constant(0f);
            for (int i = 0; i < 4; i++) {
                objective = Elementwise.add(objective, Reduce.mean(nodes.get(nodes.size() - 1 - i)));
            }
            Node kept = nodes.get(random.nextInt(nodes.size()));
            Computation computation = new Computation()
                    .output("objective", objective)
                    .output("kept", kept)
                    .gradient("gradient", objective, p);
            try (Program program = compute.compile(computation)) {
                program.run();
                check(program, "objective", new DoubleInterpreter().evaluate(objective), seed);
                check(program, "kept", new DoubleInterpreter().evaluate(kept), seed);
                check(program, "gradient", GradientCheck.symbolic(new DoubleInterpreter(), objective, p), seed);
            }
        }
    }

    private static void check(Program program, String output, double[] expected, int seed) {
        float[] found = CompiledProgramTest.get(program, output, expected.length);
        try {
            CompiledProgramTest.assertClose(expected, found, 1e-3);
        } catch (AssertionError e) {
            throw new AssertionError(output + " of graph " + seed, e);
        }
    }

    private static Parameters parameters(RandomStream random) {
        Parameters.Initializer gaussian = (values, offset, shape) -> random.gaussians(values, offset, shape.size());
        return Parameters.builder("p")
                .add("x", gaussian, ROWS, COLUMNS)
                .add("row", gaussian, COLUMNS)
                .add("y", gaussian, ROWS, COLUMNS)
                .add("column", gaussian, ROWS, 1)
                .add("scalar", gaussian)
                .add("square", gaussian, COLUMNS, COLUMNS)
                .build();
    }

    /** All of shape [ROWS, COLUMNS], each made of earlier ones. */
    private static List<Node> nodes(Parameters p, RandomStream random) {
        List<Node> nodes = new ArrayList<>(List.of(Graphs.parameter(p, "x"), Graphs.parameter(p, "y")));
        while (nodes.size() < NODES) {
            Node a = nodes.get(random.nextInt(nodes.size()));
            Node b = nodes.get(random.nextInt(nodes.size()));
            nodes.add(Elementwise.tanh(combine(p, a, b, random.nextInt(24))));
        }
        return nodes;
    }

    private static Node combine(Parameters p, Node a, Node b, int choice) {
        Shape shape = a.shape();
        return switch (choice) {
            case 0 -> Elementwise.add(a, b);
            case 1 -> Elementwise.subtract(a, b);
            case 2 -> Elementwise.multiply(a, b);
            case 3 -> Elementwise.divide(a, Elementwise.shift(Elementwise.square(b), 1f));
            case 4 -> Elementwise.add(a, Graphs.parameter(p, "row"));
            case 5 -> Elementwise.multiply(a, Graphs.parameter(p, "column"));
            case 6 -> Elementwise.subtract(Graphs.parameter(p, "scalar"), a);
            case 7 -> Linear.matmul(a, false, Graphs.parameter(p, "square"), true);
            case 8 -> Shaping.transpose(Linear.matmul(Graphs.parameter(p, "square"), true, a, true));
            case 9 -> Elementwise.multiply(a, Reduce.mean(b, 0));
            case 10 -> Elementwise.add(a, Reduce.sum(b, 1));
            case 11 -> Reduce.logSoftmax(a);
            case 12 -> Shaping.concat(1, Shaping.slice(a, 1, 0, 1), Shaping.slice(b, 1, 1, COLUMNS));
            case 13 -> Shaping.reshape(Elementwise.sigmoid(Shaping.reshape(a, COLUMNS, ROWS)), shape.toArray());
            case 14 -> Shaping.pad(Shaping.slice(a, 0, 1, ROWS), 0, 1, 0);
            case 15 -> Elementwise.add(Reduce.softmax(a), Reduce.normalise(b, 0.1f));
            case 16 -> Elementwise.gelu(a);
            case 17 -> Select.where(Elementwise.greater(a, b), a, Elementwise.erf(b));
            case 18 -> Shaping.reshape(Shaping.permute(Shaping.reshape(a, ROWS, 2, 2), 1, 0, 2), ROWS, COLUMNS);
            case 19 -> Indexing.gather(a, Indexing.argSort(Shaping.reshape(Shaping.slice(b, 1, 0, 1), ROWS)));
            case 20 -> Indexing.sort(a);
            case 21 -> Reduce.cumulativeSum(Elementwise.scale(a, 0.3f), 0);
            case 22 -> heads(a, b);
            default -> Elementwise.stopGradient(Elementwise.softplus(a));
        };
    }

    /** Two heads of two numbers each attend over the rows. */
    private static Node heads(Node a, Node b) {
        Node q = Shaping.permute(Shaping.reshape(a, ROWS, 2, 2), 1, 0, 2);
        Node k = Shaping.permute(Shaping.reshape(b, ROWS, 2, 2), 1, 0, 2);
        Node weights = Reduce.softmax(Linear.matmul(q, false, k, true));
        return Shaping.reshape(Shaping.permute(Linear.matmul(weights, k), 1, 0, 2), ROWS, COLUMNS);
    }
}
