package io.polycritic.compression;

/**
 * The range of what a matrix multiplies, as it was seen in calibration, and the 8-bit whole numbers for it: q = round(x
 * / s + z), limited to 0 to 255, stands for s (q - z), with s = (high - low) / 255 and z = round(-low / s) (Nagel et
 * al., 2021, section 2.2). Halves are rounded to even numbers.
 *
 * @param low the least number seen
 * @param high the greatest number seen
 */
public record Range(float low, float high) {
    /** The greatest code. */
    static final int TOP = 255;

    /** 2^23, beside which a float has no places behind the point: adding and taking it away rounds small numbers. */
    static final float WHOLE = 1 << 23;

    /** s. */
    public float scale() {
        return (high - low) / TOP;
    }

    /** z. */
    public float zero() {
        return (float) Math.rint(-low / scale());
    }

    /** The code of a number. */
    public int code(float x) {
        float limited = Math.max(0, Math.min(TOP, x * (1 / scale()) + zero()));
        return (int) Math.rint(limited);
    }

    /** The number that a code stands for. */
    public float value(int code) {
        return scale() * (code - zero());
    }
}
