package io.polycritic.plugins.critics.surrogate;

import io.polycritic.search.RankCorrelation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits by the method of the least mean absolute percentage error in cross-validation. Row i belongs to part i mod k.
 * Columns that are the same in all rows are dropped, and targets are brought to mean 0 and variance 1.
 *
 * @param methods what is tried
 * @param folds k
 */
record Choosing(List<Method> methods, int folds) {
    private static final double SMALL = 1e-12;

    /**
     * A fitted function of whole rows, and how it did on rows that it was not fitted to.
     *
     * @param model predicts targets in their own unit
     * @param method what was chosen
     * @param error the mean absolute percentage error, as a share
     * @param tau Kendall's rank correlation of predictions and targets
     */
    record Fitted(Method.Model model, Method method, double error, double tau) {}

    /** Fits [n][f] rows and [n] targets; n at least 2. */
    Fitted fit(double[][] rows, double[] targets) {
        int[] columns = varying(rows);
        double[][] kept = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            kept[i] = pick(rows[i], columns);
        }
        Fitted best = null;
        for (Method method : methods) {
            double[] predicted = heldOut(method, kept, targets);
            double error = error(predicted, targets);
            if (best == null || error < best.error) {
                best = new Fitted(null, method, error, RankCorrelation.kendall(predicted, targets));
            }
        }
        Method.Model model = scaled(best.method, kept, targets);
        return new Fitted(row -> model.predict(pick(row, columns)), best.method, best.error, best.tau);
    }

    private static int[] varying(double[][] rows) {
        return IntStream.range(0, rows[0].length)
                .filter(j -> Arrays.stream(rows).anyMatch(row -> row[j] != rows[0][j]))
                .toArray();
    }

    private static double[] pick(double[] row, int[] columns) {
        double[] picked = new double[columns.length];
        for (int j = 0; j < picked.length; j++) {
            picked[j] = row[columns[j]];
        }
        return picked;
    }

    private double[] heldOut(Method method, double[][] rows, double[] targets) {
        double[] predicted = new double[rows.length];
        int parts = Math.min(folds, rows.length);
        for (int part = 0; part < parts; part++) {
            int held = part;
            int[] others = IntStream.range(0, rows.length)
                    .filter(i -> i % parts != held)
                    .toArray();
            double[][] known = Arrays.stream(others).mapToObj(i -> rows[i]).toArray(double[][]::new);
            Method.Model model = scaled(method, known, pick(targets, others));
            for (int i = part; i < rows.length; i += parts) {
                predicted[i] = model.predict(rows[i]);
            }
        }
        return predicted;
    }

    /** A model of targets in their own unit; their mean, where all of them, or all rows, are the same. */
    private static Method.Model scaled(Method method, double[][] rows, double[] targets) {
        double mean = Arrays.stream(targets).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(targets)
                .map(target -> (target - mean) * (target - mean))
                .average()
                .orElse(0));
        if (deviation < SMALL * Math.max(1, Math.abs(mean)) || rows[0].length == 0) {
            return row -> mean;
        }
        double[] standard = Arrays.stream(targets)
                .map(target -> (target - mean) / deviation)
                .toArray();
        Method.Model model = method.fit(rows, standard);
        return row -> mean + deviation * model.predict(row);
    }

    private static double error(double[] predicted, double[] targets) {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            sum += Math.abs(predicted[i] - targets[i]) / Math.max(Math.abs(targets[i]), SMALL);
        }
        return sum / targets.length;
    }
}
