package io.polycritic.compute.blas;

/**
 * The form of one product, result = op(left) op(right), of row-major matrices.
 *
 * @param transposeLeft whether left is stored as [k, m] instead of [m, k]
 * @param transposeRight whether right is stored as [n, k] instead of [k, n]
 * @param m rows of the result
 * @param n columns of the result
 * @param k the inner length
 * @param leftStride numbers between the beginnings of two rows of left as it is stored
 * @param rightStride numbers between the beginnings of two rows of right as it is stored
 */
public record Product(
        boolean transposeLeft, boolean transposeRight, int m, int n, int k, int leftStride, int rightStride) {
    /**
     * A product of matrices without gaps.
     *
     * @param transposeLeft whether left is stored as [k, m]
     * @param transposeRight whether right is stored as [n, k]
     * @param m rows of the result
     * @param n columns of the result
     * @param k the inner length
     * @return the product
     */
    public static Product of(boolean transposeLeft, boolean transposeRight, int m, int n, int k) {
        return new Product(transposeLeft, transposeRight, m, n, k, transposeLeft ? m : k, transposeRight ? k : n);
    }

    /**
     * The same product of matrices whose rows are further apart.
     *
     * @param left numbers between the beginnings of two rows of left as it is stored
     * @param right the same for right
     * @return the product
     */
    public Product strides(int left, int right) {
        return new Product(transposeLeft, transposeRight, m, n, k, left, right);
    }

    /**
     * The part of it that gives some rows of the result.
     *
     * @param rows how many
     * @return the part; its left matrix begins at {@link #leftOffset}
     */
    public Product rows(int rows) {
        return new Product(transposeLeft, transposeRight, rows, n, k, leftStride, rightStride);
    }

    /**
     * Where the left matrix of a part begins.
     *
     * @param row the part's first row
     * @return an index into left
     */
    public int leftOffset(int row) {
        return transposeLeft ? row : row * leftStride;
    }

    /**
     * How many numbers left spans.
     *
     * @return from its first to its last number
     */
    public int leftSpan() {
        return transposeLeft ? (k - 1) * leftStride + m : (m - 1) * leftStride + k;
    }

    /**
     * How many numbers right spans.
     *
     * @return from its first to its last number
     */
    public int rightSpan() {
        return transposeRight ? (n - 1) * rightStride + k : (k - 1) * rightStride + n;
    }

    /**
     * How many multiplications it takes.
     *
     * @return m n k
     */
    public long work() {
        return (long) m * n * k;
    }
}
