package io.polycritic.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CompiledProgramTest {
    private final Cases cases = new Cases();
    private final CompiledCompute compute = CompiledCompute.withJavaBlas();

    @TestFactory
    Stream<DynamicTest> everyOperationMatchesTheInterpreter() {
        return cases.graphs.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Node node = entry.getValue();
                    Node objective = GradientCheck.weighted(Elementwise.square(node));
                    Computation computation = new Computation()
                            .output("value", node)
                            .output("objective", objective)
                            .gradient("gradient", objective, cases.parameters);
                    DoubleInterpreter oracle = new DoubleInterpreter();
                    try (Program program = compute.compile(computation)) {
                        program.run();
                        assertClose(
                                oracle.evaluate(node),
                                get(program, "value", node.shape().size()),
                                1e-5);
                        assertClose(oracle.evaluate(objective), get(program, "objective", 1), 1e-4);
                        double[] expected = GradientCheck.symbolic(oracle, objective, cases.parameters);
                        assertClose(expected, get(program, "gradient", cases.parameters.size()), 1e-4);
                        assertTrue(program.firstNonFinite().isEmpty());
                    }
                }));
    }

    @Test
    void allCasesInOneProgramShareBuffersWithoutHarm() {
        Computation computation = new Computation();
        Node total = Graphs.constant(0f);
        for (Node node : cases.graphs.values()) {
            total = Elementwise.add(total, GradientCheck.weighted(Elementwise.square(node)));
        }
        computation.output("total", total).gradient("gradient", total, cases.parameters);
        DoubleInterpreter oracle = new DoubleInterpreter();
        try (Program program = compute.compile(computation)) {
            program.run();
            assertClose(oracle.evaluate(total), get(program, "total", 1), 1e-5);
            double[] expected = GradientCheck.symbolic(oracle, total, cases.parameters);
            assertClose(expected, get(program, "gradient", cases.parameters.size()), 1e-4);
        }
    }

    @Test
    void broadcastsOverManyBlocks() {
        RandomStream random = RandomStream.of(3, "blocks", "values");
        for (int[] size : new int[][] {{700, 3}, {3, 700}, {2, 3000}, {50, 1024}, {1, 5000}, {5000, 1}}) {
            Parameters.Initializer gaussian = (values, offset, shape) -> random.gaussians(values, offset, shape.size());
            Parameters p = Parameters.builder("p")
                    .add("x", gaussian, size)
                    .add("row", gaussian, size[1])
                    .add("column", gaussian, size[0], 1)
                    .build();
            Node row = Graphs.parameter(p, "row");
            Node column = Graphs.parameter(p, "column");
            Node y = Elementwise.tanh(Elementwise.add(Elementwise.multiply(Graphs.parameter(p, "x"), row), column));
            Node objective = Reduce.mean(Elementwise.multiply(y, Elementwise.subtract(column, row)));
            assertGradient(objective, p);
        }
    }

    private void assertGradient(Node objective, Parameters p) {
        try (Program program =
                compute.compile(new Computation().output("o", objective).gradient("g", objective, p))) {
            program.run();
            DoubleInterpreter oracle = new DoubleInterpreter();
            assertClose(oracle.evaluate(objective), get(program, "o", 1), 1e-5);
            assertClose(GradientCheck.symbolic(oracle, objective, p), get(program, "g", p.size()), 1e-5);
        }
    }

    @Test
    void parametersAreReadAnewAtEachRun() {
        Parameters p =
                Parameters.builder("p").add("w", (v, o, s) -> v[o] = 2f, 1).build();
        Node w = Graphs.parameter(p, "w");
        Computation computation = new Computation().output("w", w).output("square", Elementwise.square(w));
        try (Program program = compute.compile(computation)) {
            program.run();
            assertEquals(4f, program.scalar("square"));
            p.values()[0] = 3f;
            assertEquals(2f, program.scalar("w"), "an output is what the last run gave");
            program.run();
            assertEquals(9f, program.scalar("square"));
            assertEquals(3f, program.scalar("w"));
        }
    }

    @Test
    void partsWithoutInfluenceGetZeros() {
        Parameters p = Parameters.builder("p")
                .add("a", (v, o, s) -> v[o] = 2f, 1)
                .add("unused", (v, o, s) -> v[o] = 5f, 3)
                .add("b", (v, o, s) -> v[o] = 4f, 1)
                .build();
        Node a = Graphs.parameter(p, "a");
        Node b = Graphs.parameter(p, "b");
        Node product = Reduce.sum(Elementwise.multiply(a, b));
        try (Program program =
                compute.compile(new Computation().gradient("g", product, p).gradient("same", product, p))) {
            program.run();
            assertArrayEquals(new float[] {4, 0, 0, 0, 2}, get(program, "g", 5));
            assertArrayEquals(new float[] {4, 0, 0, 0, 2}, get(program, "same", 5));
        }
    }

    @Test
    void sameComputationGivesTheSameBits() {
        Ppo ppo = new Ppo(64, 22, 32, 3);
        float[] first = new float[ppo.parameters.size()];
        float[] again = new float[first.length];
        float[] other = new float[first.length];
        try (Program a = compute.compile(ppo.computation());
                Program b = compute.compile(ppo.computation())) {
            ppo.set(a);
            ppo.set(b);
            a.run();
            a.get("gradient", first, 0);
            a.run();
            a.get("gradient", again, 0);
            b.run();
            b.get("gradient", other, 0);
        }
        assertArrayEquals(first, again);
        assertArrayEquals(first, other);
    }

    @Test
    void ppoStepMatchesTheInterpreter() {
        Ppo ppo = new Ppo(64, 22, 32, 3);
        DoubleInterpreter oracle = ppo.oracle();
        try (Program program = compute.compile(ppo.computation())) {
            ppo.set(program);
            program.run();
            assertClose(oracle.evaluate(ppo.loss), get(program, "loss", 1), 1e-4);
            double[] expected = GradientCheck.symbolic(oracle, ppo.loss, ppo.parameters);
            assertClose(expected, get(program, "gradient", expected.length), 1e-4);
        }
    }

    @Test
    void runsDoNotAllocate() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        Ppo ppo = new Ppo(16, 22, 32, 3);
        try (Program program = compute.compile(ppo.computation())) {
            ppo.set(program);
            program.run();
            int runs = 1000;
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < runs; i++) {
                program.run();
            }
            long bytes = threads.getThreadAllocatedBytes(thread) - before;
            assertTrue(bytes / runs < 64, bytes + " bytes in " + runs + " runs");
        }
    }

    @Test
    void findsTheOperationThatGaveNan() {
        Node x = Graphs.input("x", 2);
        Node y = Elementwise.square(Elementwise.log(Elementwise.negate(x)));
        try (Program program = compute.compile(new Computation().output("y", Reduce.sum(y)))) {
            program.set("x", new float[] {-1, 2}, 0);
            program.run();
            assertTrue(Float.isNaN(program.scalar("y")));
            assertEquals("LOG [2] of [2]", program.firstNonFinite().orElseThrow());
            program.set("x", new float[] {-1, Float.NaN}, 0);
            assertEquals("input 'x' [2]", program.firstNonFinite().orElseThrow());
        }
    }

    @Test
    void rowsOfAnyLength() {
        RandomStream random = RandomStream.of(8, "rows", "values");
        for (int[] size : new int[][] {{3, 1}, {700, 7}, {2, 1024}, {3, 1500}, {5, 2048}, {129, 64}}) {
            Parameters.Initializer gaussian = (values, offset, shape) -> random.gaussians(values, offset, shape.size());
            Parameters p = Parameters.builder("p").add("x", gaussian, size).build();
            Node x = Elementwise.scale(Graphs.parameter(p, "x"), 3f);
            Node y = Elementwise.add(Reduce.softmax(x), Reduce.normalise(x, 1e-3f));
            assertGradient(GradientCheck.weighted(Elementwise.square(y)), p);
        }
    }

    @Test
    void aRowWithNanIsNan() {
        Node x = Graphs.input("x", 2, 3);
        Computation computation =
                new Computation().output("softmax", Reduce.softmax(x)).output("normal", Reduce.normalise(x, 1e-5f));
        try (Program program = compute.compile(computation)) {
            program.set("x", new float[] {1, Float.NaN, 2, 0, 0, 0}, 0);
            program.run();
            for (String output : new String[] {"softmax", "normal"}) {
                float[] found = get(program, output, 6);
                assertTrue(Float.isNaN(found[0]) && Float.isNaN(found[2]), output);
                assertTrue(Float.isFinite(found[3]), output);
            }
        }
    }

    @Test
    void outputsAreCarriedIntoInputs() {
        Node state = Graphs.input("state", 4);
        Node next = Elementwise.shift(io.polycritic.api.tensor.Shaping.slice(state, 0, 0, 2), 1f);
        Computation computation = new Computation().output("next", next).output("all", Elementwise.scale(state, 10f));
        try (Program program = compute.compile(computation)) {
            program.set("state", new float[] {1, 2, 3, 4}, 0);
            program.run();
            program.carry("next", "state", 2);
            program.run();
            assertArrayEquals(new float[] {10, 20, 20, 30}, get(program, "all", 4));
            program.carry("next", "state", 0);
            program.run();
            assertArrayEquals(new float[] {20, 30, 20, 30}, get(program, "all", 4));
            assertMessage(
                    "output 'next' has 2 numbers; input 'state' has 4, from index 3",
                    () -> program.carry("next", "state", 3));
        }
    }

    @Test
    void wrongUseIsNamed() {
        Node x = Graphs.input("x", 2);
        Program program = compute.compile(new Computation().output("y", Elementwise.square(x)));
        float[] two = new float[2];
        assertMessage("no input 'z'; there are [x]", () -> program.set("z", two, 0));
        assertMessage("no output 'z'; there are [y]", () -> program.get("z", two, 0));
        assertMessage("input 'x' has 2 numbers; the array has 2, from index 1", () -> program.set("x", two, 1));
        assertMessage("output 'y' has 2 numbers", () -> program.get("y", new float[1], 0));
        assertMessage("output 'y' has 2 numbers, not one", () -> program.scalar("y"));
        program.close();
        program.close();
        assertThrows(IllegalStateException.class, program::run);
        Node other = Graphs.input("x", 3);
        Computation clash = new Computation().output("a", x).output("b", other);
        assertMessage("input 'x' has shape [2] in one place and [3] in another", () -> compute.compile(clash));
    }

    @Test
    void inputsThatNothingNeedsMayBeSet() {
        Node x = Graphs.input("x", 2, 3);
        Node zero = Elementwise.stopGradient(Linear.matmul(x, Graphs.constant(new float[6], 3, 2)));
        try (Program program =
                compute.compile(new Computation().output("zero", zero).output("x", x))) {
            program.set("x", new float[] {1, 2, 3, 4, 5, 6}, 0);
            program.run();
            assertArrayEquals(new float[4], get(program, "zero", 4));
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, get(program, "x", 6));
        }
    }

    private static void assertMessage(String part, Runnable action) {
        String message =
                assertThrows(IllegalArgumentException.class, action::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    static float[] get(Program program, String output, int size) {
        float[] values = new float[size];
        program.get(output, values, 0);
        return values;
    }

    static void assertClose(double[] expected, float[] found, double tolerance) {
        assertEquals(expected.length, found.length);
        for (int i = 0; i < found.length; i++) {
            double scale = Math.max(1, Math.abs(expected[i]));
            assertEquals(expected[i], found[i], tolerance * scale, "at " + i);
        }
    }
}
