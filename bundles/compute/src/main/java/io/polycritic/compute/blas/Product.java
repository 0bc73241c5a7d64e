package io.polycritic.compute.blas;

/**
 * The form of one product, result = alpha op(left) op(right) + beta result, of row-major matrices without gaps.
 *
 * @param transposeLeft whether left is stored as [k, m] instead of [m, k]
 * @param transposeRight whether right is stored as [n, k] instead of [k, n]
 * @param m rows of the result
 * @param n columns of the result
 * @param k the inner length
 * @param alpha the factor of the product
 * @param beta the factor of what the result held before; 0 never reads it
 */
public record Product(boolean transposeLeft, boolean transposeRight, int m, int n, int k, float alpha, float beta) {
    /**
     * How many multiplications it takes.
     *
     * @return m n k
     */
    public long work() {
        return (long) m * n * k;
    }
}
