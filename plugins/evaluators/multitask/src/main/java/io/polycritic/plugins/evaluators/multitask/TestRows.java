package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.Shape;
import io.polycritic.multitask.MultiTaskLearner;
import io.polycritic.multitask.MultiTaskLearner.TaskModel;
import io.polycritic.multitask.TaskStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a learner predicts for the rows of the test split, by task and row.
 *
 * @param task the task
 * @param right 1 where the most likely class is the label, else 0
 * @param confidence the probability of the most likely class
 * @param crossEntropy -log of the probability of the label
 */
record TestRows(TaskStream.Task task, double[] right, double[] confidence, double[] crossEntropy) {
    private static final int CHUNK = 500;
    private static final double LEAST = 1e-12;

    /** Predicts all rows, one table for each of the learner's tasks. */
    static List<TestRows> of(MultiTaskLearner learner, TaskStream stream) {
        int count = stream.items(Split.TEST);
        int rows = Math.min(CHUNK, count);
        Batch batch = new Batch(Shape.of(rows));
        int[] items = new int[rows];
        List<TestRows> tables = new ArrayList<>();
        try (TaskModel model = learner.model(rows)) {
            for (int task = 0; task < model.count(); task++) {
                String name = model.name(task);
                TaskStream.Task of = stream.tasks().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                tables.add(new TestRows(of, new double[count], new double[count], new double[count]));
            }
            for (int first = 0; first < count; first += rows) {
                int begin = Math.min(first, count - rows);
                for (int row = 0; row < rows; row++) {
                    items[row] = begin + row;
                }
                stream.read(Split.TEST, items, batch);
                model.set(batch);
                for (int task = 0; task < tables.size(); task++) {
                    tables.get(task).fill(model, task, batch, begin);
                }
            }
        }
        return tables;
    }

    private void fill(TaskModel model, int index, Batch batch, int first) {
        int classes = task.classes();
        float[] probabilities = new float[batch.rows() * classes];
        model.probabilities(index, probabilities);
        float[] labels = batch.numbers(task.field());
        for (int row = 0; row < batch.rows(); row++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = probabilities[row * classes + c] > probabilities[row * classes + best] ? c : best;
            }
            int label = (int) labels[row];
            right[first + row] = best == label ? 1 : 0;
            confidence[first + row] = probabilities[row * classes + best];
            crossEntropy[first + row] = -Math.log(Math.max(LEAST, probabilities[row * classes + label]));
        }
    }

    /** Accuracy and cross-entropy of each task, and their means over tasks. */
    static List<Measure> accuracy(MultiTaskLearner learner, TaskStream stream) {
        List<TestRows> tables = of(learner, stream);
        int count = stream.items(Split.TEST);
        double[] right = new double[count];
        double[] crossEntropy = new double[count];
        List<Measure> measures = new ArrayList<>();
        for (TestRows table : tables) {
            String name = table.task.name();
            measures.add(new Measure("accuracy." + name, "", Measure.Better.HIGHER, table.right));
            measures.add(new Measure("crossEntropy." + name, "nat", Measure.Better.LOWER, table.crossEntropy));
            for (int row = 0; row < count; row++) {
                right[row] += table.right[row] / tables.size();
                crossEntropy[row] += table.crossEntropy[row] / tables.size();
            }
        }
        measures.add(new Measure("accuracy", "", Measure.Better.HIGHER, right));
        measures.add(new Measure("crossEntropy", "nat", Measure.Better.LOWER, crossEntropy));
        return measures;
    }

    /**
     * The expected calibration error (Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks",
     * 2017, equation 3): rows fall into bins by their confidence; the mean over rows of the distance of their bin's
     * mean confidence from its accuracy.
     */
    static List<Measure> calibration(MultiTaskLearner learner, TaskStream stream, int bins) {
        List<Measure> measures = new ArrayList<>();
        double mean = 0;
        List<TestRows> tables = of(learner, stream);
        for (TestRows table : tables) {
            double error = error(table.confidence, table.right, bins);
            measures.add(new Measure("calibrationError." + table.task.name(), "", Measure.Better.LOWER, error));
            mean += error / tables.size();
        }
        measures.add(new Measure("calibrationError", "", Measure.Better.LOWER, mean));
        return measures;
    }

    static double error(double[] confidence, double[] right, int bins) {
        double[] gap = new double[bins];
        for (int row = 0; row < right.length; row++) {
            int bin = Math.min(bins - 1, (int) (confidence[row] * bins));
            gap[bin] += confidence[row] - right[row];
        }
        double error = 0;
        for (double each : gap) {
            error += Math.abs(each) / right.length;
        }
        return error;
    }
}
