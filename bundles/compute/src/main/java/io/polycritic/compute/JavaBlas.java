package io.polycritic.compute;

import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.blas.Matrix;
import io.polycritic.compute.blas.Product;
import java.util.Arrays;
import java.util.List;

/** Products in plain Java, without natives. */
final class JavaBlas implements Blas {
    @Override
    public String name() {
        return "java";
    }

    @Override
    public Workspace open(List<Product> products) {
        int k = 1;
        int n = 1;
        for (Product product : products) {
            k = Math.max(k, product.k());
            n = Math.max(n, product.n());
        }
        return new Rows(k, n);
    }

    /**
     * Adds multiples of the right matrix's rows. They are copied into arrays of their own, and the result's row into
     * another, because Java vectorises a loop only where all arrays are used at the same index.
     */
    private static final class Rows implements Workspace {
        private final float[][] right;
        private final float[] sum;
        private final float[] factors = new float[4];

        Rows(int k, int n) {
            right = new float[k][n];
            sum = new float[n];
        }

        @Override
        public void multiply(Product product, Matrix left, Matrix rightMatrix, Matrix result) {
            pack(product, rightMatrix);
            int n = product.n();
            for (int i = 0; i < product.m(); i++) {
                Arrays.fill(sum, 0, n, 0f);
                row(product, left, i);
                int at = result.offset() + i * n;
                if (product.beta() != 0) {
                    for (int j = 0; j < n; j++) {
                        sum[j] += product.beta() * result.values()[at + j];
                    }
                }
                System.arraycopy(sum, 0, result.values(), at, n);
            }
        }

        private void pack(Product product, Matrix matrix) {
            int n = product.n();
            int k = product.k();
            for (int p = 0; p < k; p++) {
                if (product.transposeRight()) {
                    for (int j = 0; j < n; j++) {
                        right[p][j] = matrix.values()[matrix.offset() + j * k + p];
                    }
                } else {
                    System.arraycopy(matrix.values(), matrix.offset() + p * n, right[p], 0, n);
                }
            }
        }

        private void row(Product product, Matrix left, int i) {
            int k = product.k();
            int step = product.transposeLeft() ? product.m() : 1;
            int at = left.offset() + (product.transposeLeft() ? i : i * k);
            float alpha = product.alpha();
            float[] a = left.values();
            int p = 0;
            for (; p + 3 < k; p += 4) {
                for (int q = 0; q < 4; q++, at += step) {
                    factors[q] = alpha * a[at];
                }
                four(factors, right, p, sum, product.n());
            }
            for (; p < k; p++, at += step) {
                one(alpha * a[at], right[p], sum, product.n());
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

        @Override
        public void close() {
            // Plain arrays, left to the garbage collector.
        }
    }
}
