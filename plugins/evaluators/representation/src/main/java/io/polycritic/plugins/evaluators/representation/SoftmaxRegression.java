package io.polycritic.plugins.evaluators.representation;

import io.polycritic.numerics.Objective;

/**
 * Multinomial logistic regression: the mean cross-entropy of (x W + b) plus {@code decay} |W|^2. Numbers lie column by
 * column, so that Java vectorises all loops over rows.
 */
final class SoftmaxRegression implements Objective {
    /** Rows that are worked on at once, so that they stay in the cache. */
    private static final int BLOCK = 256;

    private final double[][] columns;
    private final int[] labels;
    private final int rows;
    private final int classes;
    private final double decay;
    private final double[][] scores;
    private final double[] top = new double[BLOCK];
    private final double[] sums = new double[BLOCK];
    private final double[] products = new double[BLOCK];

    /**
     * Makes the objective.
     *
     * @param columns [width][rows], standardised
     * @param labels [rows]
     * @param classes K
     * @param decay weight of |W|^2, of which the bias is free
     */
    SoftmaxRegression(double[][] columns, int[] labels, int classes, double decay) {
        this.columns = columns;
        this.labels = labels;
        this.rows = labels.length;
        this.classes = classes;
        this.decay = decay;
        this.scores = new double[classes][BLOCK];
    }

    /** How many numbers W [width, K] and b [K] have. */
    int size() {
        return (columns.length + 1) * classes;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        double loss = 0;
        for (int from = 0; from < rows; from += BLOCK) {
            int count = Math.min(BLOCK, rows - from);
            score(columns, x, from, count, scores);
            loss += softmax(from, count);
            backward(from, count, gradient);
        }
        double square = 0;
        int bias = columns.length * classes;
        for (int i = 0; i < bias; i++) {
            square += x[i] * x[i];
            gradient[i] = gradient[i] / rows + 2 * decay * x[i];
        }
        for (int i = bias; i < gradient.length; i++) {
            gradient[i] /= rows;
        }
        return loss / rows + decay * square;
    }

    /** x W + b of some rows, [K][count]. */
    static void score(double[][] columns, double[] x, int from, int count, double[][] scores) {
        int classes = scores.length;
        for (int c = 0; c < classes; c++) {
            java.util.Arrays.fill(scores[c], 0, count, x[columns.length * classes + c]);
        }
        for (int j = 0; j < columns.length; j++) {
            for (int c = 0; c < classes; c++) {
                add(scores[c], columns[j], from, count, x[j * classes + c]);
            }
        }
    }

    private static void add(double[] into, double[] column, int from, int count, double factor) {
        for (int i = 0; i < count; i++) {
            into[i] += factor * column[from + i];
        }
    }

    /** Turns scores into the slope of the loss along them; returns the sum of the losses. */
    private double softmax(int from, int count) {
        java.util.Arrays.fill(top, 0, count, Double.NEGATIVE_INFINITY);
        for (double[] score : scores) {
            for (int i = 0; i < count; i++) {
                top[i] = Math.max(top[i], score[i]);
            }
        }
        double loss = 0;
        for (int i = 0; i < count; i++) {
            loss += top[i] - scores[labels[from + i]][i];
        }
        java.util.Arrays.fill(sums, 0, count, 0);
        for (double[] score : scores) {
            for (int i = 0; i < count; i++) {
                score[i] = Math.exp(score[i] - top[i]);
                sums[i] += score[i];
            }
        }
        for (double[] score : scores) {
            for (int i = 0; i < count; i++) {
                score[i] /= sums[i];
            }
        }
        for (int i = 0; i < count; i++) {
            loss += Math.log(sums[i]);
            scores[labels[from + i]][i] -= 1;
        }
        return loss;
    }

    private void backward(int from, int count, double[] gradient) {
        for (int c = 0; c < classes; c++) {
            double[] slope = scores[c];
            for (int j = 0; j < columns.length; j++) {
                gradient[j * classes + c] += product(slope, columns[j], from, count);
            }
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += slope[i];
            }
            gradient[columns.length * classes + c] += sum;
        }
    }

    /** Java vectorises products, but no sums: so these are halved until few are left. */
    private double product(double[] a, double[] column, int from, int count) {
        double[] p = products;
        for (int i = 0; i < count; i++) {
            p[i] = a[i] * column[from + i];
        }
        int left = count;
        double rest = 0;
        while (left > 8) {
            int half = left / 2;
            if (left % 2 == 1) {
                rest += p[left - 1];
            }
            for (int i = 0; i < half; i++) {
                p[i] += p[half + i];
            }
            left = half;
        }
        for (int i = 0; i < left; i++) {
            rest += p[i];
        }
        return rest;
    }
}
