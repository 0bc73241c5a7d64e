package io.polycritic.plugins.optimizers.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.NonFiniteException;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.optimizer.TaskGradients.Aspect;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskSamTest {
    private static final String[] PARTS = {"trunk/weight", "first/weight", "second/weight"};

    private final TestRun run = new TestRun(1, null, null);
    private final Follower base = new Follower();
    private final Listener aggregator = new Listener();

    @AfterEach
    void close() {
        run.close();
    }

    private GradientOptimizer sam(Map<String, ?> config) {
        run.seat("optimizers.base", base);
        run.seat("optimizers.aggregator", aggregator);
        return (GradientOptimizer) run.add("optimizers.shared", new TaskSam(), config);
    }

    private static Parameters vector() {
        return Tasks.vector(PARTS, new float[] {3, -4}, new float[] {1, 2}, new float[] {-2, 0.5f});
    }

    /** Two tasks that want the shared numbers in different places, each with numbers of its own. */
    private static Tasks tasks(Parameters vector) {
        return new Tasks(
                vector,
                List.of(
                        Tasks.Task.of("first", Tasks.both(Tasks.bowl(2, 0, 1, 1), Tasks.bowl(1, 2, 0, 0))),
                        Tasks.Task.of("second", Tasks.both(Tasks.bowl(0.5, 0, 8, -9), Tasks.bowl(3, 4, 1, 1)))));
    }

    /** L_i = a_i |s|^2 / 2 has G_i = a_i (1 + rho / |s|) s and h_i = a_i rho s / |s|. */
    @Test
    void bowlsHaveTheirClosedForm() {
        Parameters vector = Tasks.vector(new String[] {"s"}, new float[] {3, -4});
        Tasks bowls = new Tasks(
                vector,
                List.of(
                        Tasks.Task.of("first", Tasks.bowl(2, 0, 0, 0)),
                        Tasks.Task.of("second", Tasks.bowl(7, 0, 0, 0))));
        sam(Map.of("rhoShared", 0.5)).step("learner", vector, bowls);
        double[] a = {2, 7};
        for (int i = 0; i < 2; i++) {
            float[] h = {(float) (a[i] * 0.5 * 3 / 5), (float) (a[i] * 0.5 * -4 / 5)};
            assertArrayEquals(h, aggregator.heard.get(Aspect.FLATNESS)[i], 1e-5f);
            float[] g = {(float) a[i] * 3, (float) a[i] * -4};
            assertArrayEquals(g, aggregator.heard.get(Aspect.LOSS)[i], 1e-5f);
        }
        sam(Map.of("rhoShared", 0.5, "split", "direct")).step("learner", vector, bowls);
        for (int i = 0; i < 2; i++) {
            float[] displaced = {(float) (a[i] * 1.1 * 3), (float) (a[i] * 1.1 * -4)};
            assertArrayEquals(displaced, aggregator.heard.get(Aspect.LOSS)[i], 1e-5f);
        }
    }

    /** Each task's own parameters are displaced too, and follow their gradient at the displaced point. */
    @Test
    void headsAreDisplacedAndFollowTheirOwnTask() {
        Parameters vector = vector();
        sam(Map.of("rhoShared", 0.5, "rhoTask", 0.25)).step("learner", vector, tasks(vector));
        double length = Math.sqrt(5);
        float[] head = {(float) (1 + 0.25 / length), (float) (2 + 0.5 / length)};
        assertArrayEquals(head, Arrays.copyOfRange(base.direction, 2, 4), 1e-5f);
        assertEquals(aggregator.heard.get(Aspect.LOSS)[0].length, 2, "the aggregator sees the shared parameters alone");
    }

    /** With a sum, losses and flatness may be aggregated together; one displacement for all tasks is another thing. */
    @Test
    void aSumIsTheSameSeparateAndDirectButNotJoint() {
        Parameters vector = vector();
        Map<String, float[]> directions = new HashMap<>();
        for (String split : List.of("separate", "direct", "joint")) {
            sam(Map.of("rhoShared", 0.5, "rhoTask", 0.25, "split", split)).step("learner", vector, tasks(vector));
            directions.put(split, base.direction);
        }
        assertArrayEquals(directions.get("separate"), directions.get("direct"), 1e-6f * 30);
        double apart = 0;
        for (int j = 0; j < 2; j++) {
            apart += Math.abs(directions.get("joint")[j] - directions.get("direct")[j]);
        }
        assertTrue(apart > 0.1, "joint and direct differ by " + apart);
    }

    /** Without distance, flatness is exactly 0 and each run is the plain aggregator's, bit for bit. */
    @Test
    void distanceZeroIsThePlainAggregator() {
        List<OptimizerFactory<?>> all = List.of(
                new PcGrad(),
                new Mgda(),
                new CaGrad(),
                new ImtlG(),
                new LinearScalarization(),
                new UncertaintyWeighting());
        for (OptimizerFactory<?> each : all) {
            float[] plain = train(each, new GradientSurgery(), Map.of());
            float[] flat = train(each, new TaskSam(), Map.of("rhoShared", 0, "rhoTask", 0));
            assertArrayEquals(plain, flat, 0, each.description());
            float[] far = train(each, new TaskSam(), Map.of("rhoShared", 0.5, "rhoTask", 0.5));
            assertFalse(Arrays.equals(plain, far), each.description());
        }
        Parameters vector = vector();
        sam(Map.of("rhoShared", 0, "rhoTask", 0)).step("learner", vector, tasks(vector));
        for (float[] h : aggregator.heard.get(Aspect.FLATNESS)) {
            assertArrayEquals(new float[2], h, 0);
        }
    }

    private static float[] train(OptimizerFactory<?> aggregator, OptimizerFactory<?> shared, Map<String, ?> config) {
        try (TestRun other = new TestRun(3, null, null)) {
            other.add("optimizers.base", new Adam(), Map.of("learningRate", 0.05));
            other.add("optimizers.aggregator", aggregator, Map.of());
            GradientOptimizer optimizer = (GradientOptimizer) other.add("optimizers.shared", shared, config);
            Parameters vector = vector();
            for (int step = 0; step < 20; step++) {
                optimizer.step("learner", vector, tasks(vector));
            }
            return vector.values();
        }
    }

    @Test
    void parametersAreBackWhenTheBaseMovesThem() {
        for (String split : List.of("separate", "direct", "joint")) {
            for (boolean adaptive : new boolean[] {false, true}) {
                Parameters vector = vector();
                int before = Arrays.hashCode(vector.values());
                double loss = sam(Map.of("split", split, "adaptive", adaptive)).step("learner", vector, tasks(vector));
                assertEquals(before, Arrays.hashCode(base.seen));
                assertEquals(before, Arrays.hashCode(vector.values()));
                assertEquals(tasks(vector).evaluateSum(new float[6]), loss, 1e-9);
                assertEquals(loss, base.loss, 0);
            }
        }
    }

    /** Two tasks with one loss: whatever is aggregated, the direction is that of ordinary sharpness-aware steps. */
    @Test
    void twoTasksWithOneLossAreOneTask() {
        Parameters vector = Tasks.vector(new String[] {"s"}, new float[] {3, -4});
        Tasks.Loss loss = Tasks.both(Tasks.bowl(2, 0, 1, 1), Tasks.bowl(3, 1, 5));
        Tasks one = new Tasks(vector, List.of(Tasks.Task.of("only", loss)));
        Tasks two = new Tasks(vector, List.of(Tasks.Task.of("first", loss), Tasks.Task.of("second", loss)));
        run.seat("optimizers.base", base);
        ((GradientOptimizer) run.add("optimizers.actor", new Sam(), Map.of("rho", 0.3))).step("learner", vector, one);
        float[] expected = base.direction;
        for (OptimizerFactory<?> each : List.of(new Mgda(), new LinearScalarization())) {
            run.add("optimizers.aggregator", each, Map.of());
            GradientOptimizer task =
                    (GradientOptimizer) run.add("optimizers.shared", new TaskSam(), Map.of("rhoShared", 0.3));
            task.step("learner", vector, two);
            float[] half = {base.direction[0] / 2, base.direction[1] / 2};
            assertArrayEquals(expected, half, 1e-4f, each.description());
        }
    }

    @Test
    void aTaskWithoutLabelsIsLeftOut() {
        Parameters vector = vector();
        Tasks both = tasks(vector);
        Tasks one = new Tasks(
                vector,
                List.of(
                        both.tasks().get(0),
                        new Tasks.Task("second", both.tasks().get(1).loss(), false)));
        GradientOptimizer optimizer = sam(Map.of());
        optimizer.step("learner", vector, both);
        optimizer.step("learner", vector, one);
        assertArrayEquals(new String[] {"first"}, aggregator.names);
        assertArrayEquals(new float[2], Arrays.copyOfRange(base.direction, 4, 6), 0);
        assertEquals(1, run.metrics().get("optimizers.shared/absent.second"), 0);
        optimizer.step("learner", vector, both);
        assertArrayEquals(new String[] {"first", "second"}, aggregator.names);
        Tasks none = new Tasks(
                vector,
                List.of(
                        new Tasks.Task("first", both.tasks().get(0).loss(), false),
                        one.tasks().get(1)));
        base.direction = new float[0];
        assertEquals(0, optimizer.step("learner", vector, none), 0);
        assertEquals(0, base.direction.length, "nothing is followed where nothing is said");
        assertEquals(2, run.metrics().get("optimizers.shared/absent.second"), 0);
    }

    private static List<String> messages(Runnable work) {
        List<String> messages = new java.util.ArrayList<>();
        java.util.logging.Logger logger = java.util.logging.Logger.getLogger("test.optimizers.shared");
        java.util.logging.Handler handler = new java.util.logging.Handler() {
            @Override
            public void publish(java.util.logging.LogRecord record) {
                messages.add(record.getLevel() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return messages;
    }

    @Test
    void aTaskThatIsLongWithoutLabelsIsToldOnce() {
        Parameters vector = vector();
        Tasks both = tasks(vector);
        Tasks one = new Tasks(
                vector,
                List.of(
                        both.tasks().get(0),
                        new Tasks.Task("second", both.tasks().get(1).loss(), false)));
        GradientOptimizer optimizer = sam(Map.of());
        List<String> told = messages(() -> {
            for (int step = 0; step < 99; step++) {
                optimizer.step("learner", vector, one);
            }
        });
        assertEquals(List.of(), told);
        told = messages(() -> {
            optimizer.step("learner", vector, one);
            optimizer.step("learner", vector, one);
        });
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("WARNING") && told.get(0).contains("'second'"), told.get(0));
    }

    @Test
    void distancesOfZeroAreNoticed() {
        List<String> told = messages(() -> sam(Map.of("rhoShared", 0, "rhoTask", 0)));
        assertEquals(List.of("INFO optimizers.shared: with distances of 0 this is the same as gradient-surgery"), told);
        assertEquals(List.of(), messages(() -> sam(Map.of("rhoShared", 0))));
    }

    @Test
    void aGradientOfZeroDisplacesNothing() {
        Parameters vector = vector();
        Tasks still = new Tasks(
                vector,
                List.of(
                        Tasks.Task.of("first", (values, gradient) -> 1),
                        Tasks.Task.of("second", Tasks.bowl(1, 0, 0, 0))));
        sam(Map.of()).step("learner", vector, still);
        assertArrayEquals(new float[2], aggregator.heard.get(Aspect.FLATNESS)[0], 0);
        for (float number : base.direction) {
            assertTrue(Float.isFinite(number));
        }
    }

    @Test
    void whatIsNotFiniteAtTheDisplacedPointIsTheOptimizersFaultAndMovesNothing() {
        Parameters vector = vector();
        float[] before = vector.values().clone();
        Tasks cliff = new Tasks(
                vector,
                List.of(Tasks.Task.of("first", Tasks.bowl(1, 0, 0, 0)), Tasks.Task.of("second", (values, gradient) -> {
                    gradient[0] = 1;
                    return values[0] > 3 ? Double.NaN : 1;
                })));
        for (String split : List.of("separate", "direct", "joint")) {
            GradientOptimizer optimizer = sam(Map.of("split", split));
            NonFiniteException fault =
                    assertThrows(NonFiniteException.class, () -> optimizer.step("learner", vector, cliff));
            assertEquals("optimizers.shared", fault.path());
            assertArrayEquals(before, vector.values(), 0);
        }
        Objectives broken = new Tasks(vector, List.of(Tasks.Task.of("first", (values, gradient) -> Double.NaN)));
        GradientOptimizer optimizer = sam(Map.of());
        NonFiniteException fault =
                assertThrows(NonFiniteException.class, () -> optimizer.step("learner", vector, broken));
        assertEquals("learner", fault.path());
    }

    @Test
    void badDistancesAreRefusedByTheirGroup() {
        for (String key : List.of("rhoShared", "rhoTask")) {
            InvalidConfigException negative = assertThrows(InvalidConfigException.class, () -> sam(Map.of(key, -0.1)));
            assertEquals(key, negative.path());
            InvalidConfigException infinite =
                    assertThrows(InvalidConfigException.class, () -> sam(Map.of(key, Double.POSITIVE_INFINITY)));
            assertEquals(key, infinite.path());
        }
        InvalidConfigException itself = assertThrows(InvalidConfigException.class, () -> sam(Map.of("base", "shared")));
        assertEquals("base", itself.path());
    }

    @Test
    void adaptiveDistancesNeedWeights() {
        Parameters vector = Tasks.vector(PARTS, new float[] {3, -4}, new float[2], new float[] {-2, 0.5f});
        GradientOptimizer optimizer = sam(Map.of("adaptive", true));
        PolycriticException refused =
                assertThrows(PolycriticException.class, () -> optimizer.step("learner", vector, tasks(vector)));
        assertEquals("optimizers.shared", refused.path());
        assertTrue(refused.getMessage().contains("group 'first'"), refused.getMessage());
        assertArrayEquals(new float[] {3, -4, 0, 0, -2, 0.5f}, vector.values(), 0);
    }

    /** The optimizer asks for a learner that has tasks; the engine refuses it beside any other. */
    @Test
    void itNeedsALearnerOfTasks() {
        assertTrue(sam(Map.of()).wiring().slots().stream()
                .anyMatch(need -> need.path().equals("learner")
                        && need.role() == io.polycritic.multitask.MultiTaskLearner.class));
    }
}
