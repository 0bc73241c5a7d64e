package io.polycritic.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.compute.graph.Lowered;
import io.polycritic.compute.kernel.Kernel;
import io.polycritic.compute.plan.Plan;
import io.polycritic.compute.plan.Slicing;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that several threads share. */
class SharedProgramTest {
    private static final int ROWS = 256;
    private static final int WIDTH = 96;
    private static final int INPUTS = 7;

    private final RandomStream random = RandomStream.of(3, "shared", "values");
    private final float[] x = gaussians(ROWS * INPUTS);
    private final float[] y = gaussians(ROWS);

    private float[] gaussians(int count) {
        float[] values = new float[count];
        random.gaussians(values, 0, count);
        return values;
    }

    private static Parameters networks(int count) {
        Parameters.Builder builder = Parameters.builder("networks");
        RandomStream initial = RandomStream.of(4, "shared", "initial");
        Parameters.Initializer small = (values, offset, shape) -> {
            initial.gaussians(values, offset, shape.size());
            for (int i = 0; i < shape.size(); i++) {
                values[offset + i] *= 0.1f;
            }
        };
        for (int network = 0; network < count; network++) {
            builder.add("a" + network, small, INPUTS, WIDTH).add("b" + network, small, WIDTH);
            builder.add("c" + network, small, WIDTH, WIDTH).add("d" + network, small, WIDTH);
            builder.add("e" + network, small, WIDTH, 1);
        }
        return builder.build();
    }

    private static Computation losses(Parameters parameters, int count) {
        Node input = Graphs.input("x", ROWS, INPUTS);
        Node loss = Graphs.constant(0f);
        for (int i = 0; i < count; i++) {
            Node first = Elementwise.tanh(
                    Linear.dense(input, Graphs.parameter(parameters, "a" + i), Graphs.parameter(parameters, "b" + i)));
            Node second = Elementwise.relu(
                    Linear.dense(first, Graphs.parameter(parameters, "c" + i), Graphs.parameter(parameters, "d" + i)));
            Node soft = Elementwise.exp(Reduce.logSoftmax(second));
            Node value = Linear.matmul(Elementwise.add(second, soft), Graphs.parameter(parameters, "e" + i));
            Node error = Elementwise.subtract(value, Graphs.input("y", ROWS, 1));
            loss = Elementwise.add(loss, Reduce.mean(Elementwise.square(error)));
        }
        return new Computation().output("loss", loss).gradient("gradient", loss, parameters);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(1, 2, 5)
                .flatMap(networks -> Stream.of(2, 3, 4).map(threads -> Arguments.of(networks, threads)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void severalThreadsComputeWhatOneDoes(int networks, int threads) {
        Parameters parameters = networks(networks);
        Computation computation = losses(parameters, networks);
        float[] alone = gradient(new CompiledCompute(new JavaBlas(), 1), computation, parameters, 1);
        CompiledCompute compute = new CompiledCompute(new JavaBlas(), threads);
        float[] shared = gradient(compute, computation, parameters, 20);
        compute.close();
        assertArrayEquals(alone, shared, 1e-5f);
        // Without helpers the caller does the same units, so the result is the same bits.
        assertArrayEquals(gradient(compute, computation, parameters, 1), shared);
    }

    private float[] gradient(CompiledCompute compute, Computation computation, Parameters parameters, int runs) {
        float[] first = new float[parameters.size()];
        try (Program program = compute.compile(computation)) {
            program.set("x", x, 0);
            program.set("y", y, 0);
            for (int run = 0; run < runs; run++) {
                program.run();
                float[] next = new float[parameters.size()];
                program.get("gradient", next, 0);
                if (run > 0) {
                    assertArrayEquals(first, next, "run " + run);
                }
                first = next;
            }
        }
        return first;
    }

    @Test
    void workIsSharedWhereItIsLargeAlone() {
        Parameters parameters = networks(3);
        Plan large = Plan.of(Lowered.of(losses(parameters, 3)), 2);
        assertTrue(large.steps().stream().anyMatch(step -> step.thread() == 1));
        Node small = Reduce.sum(Graphs.input("x", 8, 4));
        Plan tiny = Plan.of(Lowered.of(new Computation().output("sum", small)), 2);
        assertFalse(tiny.steps().stream().anyMatch(step -> step.thread() == 1));
    }

    @Test
    void independentNetworksAreNotDividedBetweenThreads() {
        Plan plan = Plan.of(Lowered.of(losses(networks(2), 2)), 2);
        for (Plan.Step step : plan.steps()) {
            assertEquals(Slicing.rows(step.unit().group()), step.unit().rows());
        }
    }

    /** Critics on one thread come one after the other and use the same memory. */
    @Test
    void moreIndependentNetworksNeedLittleMoreMemory() {
        long two = scratch(2);
        long eight = scratch(8);
        assertTrue(eight < two * 1.5, two + " numbers for 2 networks, " + eight + " for 8");
    }

    /** Numbers of buffers that are neither inputs nor parameters nor outputs. */
    private static long scratch(int networks) {
        Plan plan = Plan.of(Lowered.of(losses(networks(networks), networks)), 2);
        Map<Object, Integer> sizes = new IdentityHashMap<>();
        plan.memory().forEach((value, storage) -> {
            if (!value.isLeaf() && value.size() >= ROWS) {
                sizes.merge(storage.memory(), storage.offset() + storage.size(), Math::max);
            }
        });
        plan.outputs().values().forEach(storage -> sizes.remove(storage.memory()));
        return sizes.values().stream().mapToLong(size -> size).sum();
    }

    @Test
    void aKernelThatFailsOnAHelperIsReportedByTheCaller() {
        Plan plan = Plan.of(Lowered.of(losses(networks(2), 2)), 2);
        List<Kernel> kernels = new ArrayList<>();
        plan.steps()
                .forEach(step -> kernels.add(new Kernel() {
                    @Override
                    public void run() {
                        if (step.thread() == 1) {
                            throw new IllegalStateException("wanted by the test");
                        }
                    }

                    @Override
                    public String diagnose() {
                        return null;
                    }
                }));
        Workers workers = new Workers(2);
        Lanes lanes = new Lanes(plan, kernels);
        for (int run = 0; run < 100; run++) {
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
                while (!lanes.run(workers)) {
                    Thread.onSpinWait();
                }
            });
            assertTrue(thrown.getMessage().contains("wanted by the test"), thrown.getMessage());
        }
        workers.close();
        assertFalse(lanes.run(workers));
    }

    /** Programs that take the helpers from one another, some of which find them asleep. */
    @Test
    void manyThreadsWithProgramsOfTheirOwnGetTheirOwnResults() throws InterruptedException {
        Parameters parameters = networks(2);
        Computation computation = losses(parameters, 2);
        CompiledCompute compute = new CompiledCompute(new JavaBlas(), 3);
        float[] expected = gradient(compute, computation, parameters, 1);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                assertArrayEquals(expected, gradient(compute, computation, parameters, 40));
            });
            thread.setUncaughtExceptionHandler((any, failure) -> failures.add(failure));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        compute.close();
        assertEquals(List.of(), failures);
    }
}
