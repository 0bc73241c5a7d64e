package io.polycritic.plugins.learners.bandit;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;

/**
 * Linear models of several numbers over the same inputs by ridge regression, theta_k = A^-1 b_k with A = lambda I + sum
 * x x' and b_k = sum r_k x (Li, Chu, Langford and Schapire, "A contextual-bandit approach to personalized news article
 * recommendation", 2010, section 3.1). The inverse is kept by the formula of Sherman and Morrison. A sum of the numbers
 * with any weights has the same sum of the thetas as its model, so that one A serves all preferences.
 */
final class RidgeModel {
    private final int d;
    private final double[] inverse;
    private final double[] b;
    private final double[] product;

    /**
     * Begins with all thetas 0.
     *
     * @param d numbers of an input
     * @param k how many models
     * @param ridge lambda
     */
    RidgeModel(int d, int k, double ridge) {
        this.d = d;
        this.inverse = new double[d * d];
        this.b = new double[k * d];
        this.product = new double[d];
        for (int i = 0; i < d; i++) {
            inverse[i * d + i] = 1 / ridge;
        }
    }

    /** Learns from an input and the numbers that belong to it, which begin at an index. */
    void learn(double[] x, float[] numbers, int at) {
        double variance = multiply(x);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                inverse[i * d + j] -= product[i] * product[j] / (1 + variance);
            }
        }
        for (int k = 0; k < b.length / d; k++) {
            for (int i = 0; i < d; i++) {
                b[k * d + i] += numbers[at + k] * x[i];
            }
        }
    }

    /** Leaves A^-1 x in {@code product}; returns x' A^-1 x. */
    private double multiply(double[] x) {
        double sum = 0;
        for (int i = 0; i < d; i++) {
            product[i] = 0;
            for (int j = 0; j < d; j++) {
                product[i] += inverse[i * d + j] * x[j];
            }
            sum += product[i] * x[i];
        }
        return sum;
    }

    /** The weighted sum of what the models say, and alpha standard deviations. */
    double bound(double[] x, float[] weights, int at, double alpha) {
        double variance = multiply(x);
        double sum = alpha * Math.sqrt(Math.max(0, variance));
        for (int k = 0; k < b.length / d; k++) {
            for (int i = 0; i < d; i++) {
                sum += weights[at + k] * b[k * d + i] * product[i];
            }
        }
        return sum;
    }

    void save(StateWriter out) {
        out.put("inverse", inverse);
        out.put("b", b);
    }

    void load(StateReader in) {
        in.read("inverse", inverse);
        in.read("b", b);
    }
}
