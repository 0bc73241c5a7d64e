package io.polycritic.multitask;

/** Inner products of long float vectors in double precision. */
public final class Products {
    private Products() {}

    /**
     * The inner product, with four sums that do not wait for one another.
     *
     * @param x [p]
     * @param y [p]
     * @return x . y
     */
    public static double dot(float[] x, float[] y) {
        return dot(x, y, 0, x.length);
    }

    /**
     * The inner product of a stretch of two vectors.
     *
     * @param x one vector
     * @param y the other one
     * @param from the first index
     * @param to behind the last index
     * @return the sum of x[i] y[i]
     */
    public static double dot(float[] x, float[] y, int from, int to) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int whole = to - (to - from) % 4;
        for (int i = from; i < whole; i += 4) {
            first += (double) x[i] * y[i];
            second += (double) x[i + 1] * y[i + 1];
            third += (double) x[i + 2] * y[i + 2];
            fourth += (double) x[i + 3] * y[i + 3];
        }
        for (int i = whole; i < to; i++) {
            first += (double) x[i] * y[i];
        }
        return first + second + third + fourth;
    }

    /**
     * The inner product over a group of parameters.
     *
     * @param x [p]
     * @param y [p]
     * @param group which numbers count
     * @return the sum of x[i] y[i] over the group
     */
    public static double dot(float[] x, float[] y, ParameterGroup group) {
        double sum = 0;
        for (int i = 0; i < group.stretches(); i++) {
            sum += dot(x, y, group.offset(i), group.offset(i) + group.length(i));
        }
        return sum;
    }

    /**
     * The cosine of the angle between two vectors.
     *
     * @param x [p]
     * @param y [p]
     * @return from -1 to 1; NaN where one of them is 0
     */
    public static double cosine(float[] x, float[] y) {
        double cosine = dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
        return Math.max(-1, Math.min(1, cosine));
    }
}
