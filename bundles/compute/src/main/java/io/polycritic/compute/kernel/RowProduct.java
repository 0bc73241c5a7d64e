package io.polycritic.compute.kernel;

import io.polycritic.compute.blas.Product;
import java.util.Arrays;

/**
 * A product of matrices in Java arrays. Adds multiples of the right matrix's rows; they are copied into arrays of their
 * own, and the result's row into another, because Java vectorises a loop only where all arrays are used at the same
 * index.
 */
public final class RowProduct {
    private final Product product;
    private final float[][] right;
    private final float[] sum;
    private final float[] factors = new float[4];

    /**
     * Allocates what is needed.
     *
     * @param product the product's form
     */
    public RowProduct(Product product) {
        this.product = product;
        this.right = new float[product.k()][product.n()];
        this.sum = new float[product.n()];
    }

    /**
     * Multiplies. Each matrix begins at the index behind it.
     *
     * @param a left
     * @param aAt its first number
     * @param b right
     * @param bAt its first number
     * @param c the result, [m, n]
     * @param cAt its first number
     */
    public void multiply(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt) {
        pack(b, bAt);
        int n = product.n();
        for (int i = 0; i < product.m(); i++) {
            Arrays.fill(sum, 0f);
            row(a, aAt + product.leftOffset(i));
            System.arraycopy(sum, 0, c, cAt + i * n, n);
        }
    }

    private void pack(float[] b, int bAt) {
        int n = product.n();
        int stride = product.rightStride();
        for (int p = 0; p < product.k(); p++) {
            if (product.transposeRight()) {
                for (int j = 0; j < n; j++) {
                    right[p][j] = b[bAt + j * stride + p];
                }
            } else {
                System.arraycopy(b, bAt + p * stride, right[p], 0, n);
            }
        }
    }

    private void row(float[] a, int first) {
        int k = product.k();
        int step = product.transposeLeft() ? product.leftStride() : 1;
        int at = first;
        int p = 0;
        for (; p + 3 < k; p += 4) {
            for (int q = 0; q < 4; q++, at += step) {
                factors[q] = a[at];
            }
            four(factors, right, p, sum, product.n());
        }
        for (; p < k; p++, at += step) {
            one(a[at], right[p], sum, product.n());
        }
    }

    private static void four(float[] factors, float[][] rows, int p, float[] sum, int n) {
        float f0 = factors[0];
        float f1 = factors[1];
        float f2 = factors[2];
        float f3 = factors[3];
        float[] r0 = rows[p];
        float[] r1 = rows[p + 1];
        float[] r2 = rows[p + 2];
        float[] r3 = rows[p + 3];
        for (int j = 0; j < n; j++) {
            sum[j] = sum[j] + f0 * r0[j] + f1 * r1[j] + f2 * r2[j] + f3 * r3[j];
        }
    }

    private static void one(float factor, float[] row, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] += factor * row[j];
        }
    }
}
