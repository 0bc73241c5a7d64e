package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.multitask.Products;

/** Weighted sums of vectors, and the inner products that weights are found from. */
final class Combination {
    private Combination() {}

    /**
     * Sums.
     *
     * @param weights one per vector
     * @param vectors [m][p]
     * @param result [p], written to
     */
    static void of(double[] weights, float[][] vectors, float[] result) {
        java.util.Arrays.fill(result, 0);
        for (int i = 0; i < vectors.length; i++) {
            add((float) weights[i], vectors[i], result);
        }
    }

    /** result += factor x. */
    static void add(float factor, float[] x, float[] result) {
        for (int j = 0; j < result.length; j++) {
            result[j] += factor * x[j];
        }
    }

    /** All inner products [m][m]. */
    static double[][] gram(float[][] vectors) {
        int count = vectors.length;
        double[][] gram = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = Products.dot(vectors[i], vectors[j]);
                gram[j][i] = gram[i][j];
            }
        }
        return gram;
    }
}
