package io.polycritic.compression;

/**
 * The range of what a matrix multiplies, as it was seen in calibration, and the 8-bit whole numbers for it: q = round(x
 * / s) + z from 0 to 255 stands for s (q - z), with s = (high - low) / 255 and z = round(-low / s) (Nagel et al., 2021,
 * section 2.2).
 *
 * @param low the least number seen
 * @param high the greatest number seen
 */
public record Range(float low, float high) {
    /** The greatest code. */
    static final int TOP = 255;

    /** s. */
    public float scale() {
        return (high - low) / TOP;
    }

    /** z. */
    public float zero() {
        return (float) Math.floor(-low / scale() + 0.5f);
    }

    /** The code of a number. */
    public int code(float x) {
        return (int) Math.max(0, Math.min(TOP, (float) Math.floor(x * (1 / scale()) + 0.5f) + zero()));
    }

    /** The number that a code stands for. */
    public float value(int code) {
        return scale() * (code - zero());
    }
}
