package io.polycritic.plugins.learners.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.multitask.MultiTaskLearner;
import io.polycritic.multitask.ParameterGroup;
import io.polycritic.multitask.Products;
import io.polycritic.multitask.TaskStream;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.optimizers.multitask.TaskSam;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiTaskNetTest {
    private static Batch test(TestRun run, int rows) {
        Batch batch = new Batch(Shape.of(rows));
        int[] items = new int[rows];
        Arrays.setAll(items, i -> i);
        run.part("environment", TaskStream.class).read(Split.TEST, items, batch);
        return batch;
    }

    private static float[] values(TestRun run) {
        return run.part("learner", MultiTaskLearner.class).parameters().values();
    }

    @Test
    void bothTasksAreLearned() {
        try (TestRun run = SmallRuns.learning(1, 0.5, Map.of())) {
            SmallRuns.update(run, 80);
            MultiTaskLearner.TaskModel model =
                    run.part("learner", MultiTaskLearner.class).model(300);
            Batch rows = test(run, 300);
            model.set(rows);
            for (int task = 0; task < 2; task++) {
                int classes = task == 0 ? 2 : 4;
                float[] probabilities = new float[300 * classes];
                model.probabilities(task, probabilities);
                float[] labels = rows.numbers(task == 0 ? "labels.sign" : "labels.quadrant");
                int right = 0;
                for (int row = 0; row < 300; row++) {
                    right += probabilities[row * classes + (int) labels[row]] > 0.5 ? 1 : 0;
                }
                assertTrue(right > 270, model.name(task) + " " + right);
            }
            model.close();
        }
    }

    /** A task's loss is the mean of -log p over its labelled rows, and moves no other task's head. */
    @Test
    void lossesAreMeansOverRowsWithALabel() {
        try (TestRun run = SmallRuns.learning(1, 1, Map.of())) {
            MultiTaskLearner learner = run.part("learner", MultiTaskLearner.class);
            MultiTaskLearner.TaskModel model = learner.model(20);
            Batch rows = test(run, 20);
            float[] labels = rows.numbers("labels.quadrant");
            for (int row = 0; row < 15; row++) {
                labels[row] = 4;
            }
            model.set(rows);
            float[] probabilities = new float[80];
            model.probabilities(1, probabilities);
            double expected = 0;
            for (int row = 15; row < 20; row++) {
                expected -= Math.log(probabilities[row * 4 + (int) labels[row]]) / 5;
            }
            float[] first = new float[learner.parameters().size()];
            float[] second = first.clone();
            float[] sum = first.clone();
            assertEquals(expected, model.evaluate(1, second), 1e-5);
            double both = model.evaluate(0, first) + expected;
            assertEquals(both, model.evaluateSum(sum), 1e-5);
            for (int i = 0; i < sum.length; i++) {
                assertEquals(first[i] + second[i], sum[i], 1e-5f);
            }
            ParameterGroup sign = ParameterGroup.of(learner.parameters(), "sign");
            assertEquals(0, Products.dot(second, second, sign), 0);
            assertTrue(Products.dot(first, first, sign) > 0);
            Arrays.fill(labels, 4);
            model.set(rows);
            assertFalse(model.active(1));
            assertTrue(model.active(0));
            model.close();
        }
    }

    /** The same mask for each evaluation of a held batch, in every program; another one for the next batch. */
    @Test
    void whatIsDroppedIsHeldWithTheBatch() {
        try (TestRun run = SmallRuns.learning(1, 1, Map.of())) {
            TaskNet net = TaskNet.of(
                    run.context("learner").environment().observation(),
                    new String[0],
                    new int[] {16, 8},
                    io.polycritic.nn.Activation.RELU,
                    run.context("learner").random("initial"));
            TaskPrograms programs = new TaskPrograms(
                    net,
                    run.context("learner").compute(),
                    20,
                    0.5,
                    run.context("learner").random("dropout"));
            Batch rows = test(run, 20);
            programs.set(rows);
            float[] gradient = new float[net.parameters().size()];
            double first = programs.evaluate(0, gradient);
            double second = programs.evaluate(1, gradient);
            assertEquals(first + second, programs.evaluateSum(gradient), 1e-5);
            assertEquals(first, programs.evaluate(0, gradient), 0);
            programs.set(rows);
            assertTrue(Math.abs(first - programs.evaluate(0, gradient)) > 1e-4);
            programs.close();
        }
    }

    /**
     * An exchange of the optimizer for one that does the same is not felt: Adam's moments are in a slot of their own.
     */
    @Test
    void theOptimizerIsExchangedWarm() {
        try (TestRun left = SmallRuns.learning(1, 1, Map.of());
                TestRun same = SmallRuns.learning(1, 1, Map.of());
                TestRun flat = SmallRuns.learning(1, 1, Map.of())) {
            for (TestRun run : List.of(left, same, flat)) {
                SmallRuns.update(run, 5);
            }
            same.add("optimizers.shared", new TaskSam(), Map.of("rhoShared", 0, "rhoTask", 0));
            flat.add("optimizers.shared", new TaskSam(), Map.of("rhoShared", 0.1, "rhoTask", 0.1));
            for (TestRun run : List.of(left, same, flat)) {
                SmallRuns.update(run, 5);
            }
            assertArrayEquals(values(left), values(same), 0);
            assertFalse(Arrays.equals(values(left), values(flat)));
        }
    }

    /** The distance is a live setting: a value that stays changes nothing, another one acts from then on. */
    @Test
    void theDistanceIsSetLive() {
        try (TestRun left = SmallRuns.learning(1, 1, Map.of());
                TestRun set = SmallRuns.learning(1, 1, Map.of())) {
            for (TestRun run : List.of(left, set)) {
                run.add("optimizers.shared", new TaskSam(), Map.of("rhoShared", 0.1));
                SmallRuns.update(run, 3);
            }
            set.change("optimizers.shared", new TaskSam(), Map.of("rhoShared", 0.1));
            SmallRuns.update(left, 3);
            SmallRuns.update(set, 3);
            assertArrayEquals(values(left), values(set), 0);
            set.change("optimizers.shared", new TaskSam(), Map.of("rhoShared", 0.4));
            SmallRuns.update(left, 1);
            SmallRuns.update(set, 1);
            assertFalse(Arrays.equals(values(left), values(set)));
        }
    }

    /** The aggregator inside is exchanged alone. */
    @Test
    void theAggregatorIsExchangedAlone() {
        try (TestRun run = SmallRuns.learning(1, 1, Map.of())) {
            run.add("optimizers.shared", new TaskSam(), Map.of());
            SmallRuns.update(run, 2);
            float[] before = values(run).clone();
            run.add("optimizers.aggregator", new io.polycritic.plugins.optimizers.multitask.Mgda(), Map.of());
            SmallRuns.update(run, 2);
            assertFalse(Arrays.equals(before, values(run)));
        }
    }

    @Test
    void oneTaskCanBeLearnedAlone() {
        try (TestRun run = SmallRuns.learning(1, 1, Map.of("tasks", List.of("quadrant")))) {
            SmallRuns.update(run, 2);
            Parameters parameters = run.part("learner", MultiTaskLearner.class).parameters();
            assertEquals(0, ParameterGroup.of(parameters, "sign").size());
            assertTrue(run.metrics().containsKey("learner/loss.quadrant"));
            assertFalse(run.metrics().containsKey("learner/loss.sign"));
            run.add("optimizers.shared", new Adam(), Map.of());
            SmallRuns.update(run, 1);
        }
    }

    @Test
    void badSettingsAreRefused() {
        InvalidConfigException unknown = assertThrows(
                InvalidConfigException.class, () -> SmallRuns.learning(1, 1, Map.of("tasks", List.of("colour"))));
        assertEquals("tasks", unknown.path());
        assertTrue(unknown.getMessage().contains("[sign, quadrant]"), unknown.getMessage());
        InvalidConfigException bare =
                assertThrows(InvalidConfigException.class, () -> SmallRuns.learning(1, 1, Map.of("hidden", List.of())));
        assertEquals("hidden", bare.path());
    }
}
