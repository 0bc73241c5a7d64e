package io.polycritic.api.experience;

/**
 * How numbers of a field become inputs of networks, so that usual values lie near 1.
 *
 * @param factor what a number is multiplied with
 * @param logarithmic whether the product x is then compressed to sign(x) log(1 + |x|) (symlog of Hafner et al.,
 *     "Mastering diverse domains through world models", 2023, equation 9), for numbers that now and then are far
 *     greater than usual
 */
public record InputScale(double factor, boolean logarithmic) {
    /** Numbers as they are. */
    public static final InputScale NONE = new InputScale(1, false);

    /**
     * The input that a number becomes.
     *
     * @param number a number of the field
     * @return the input, of the same sign
     */
    public float apply(float number) {
        float x = (float) factor * number;
        return logarithmic ? Math.copySign((float) Math.log1p(Math.abs(x)), x) : x;
    }
}
