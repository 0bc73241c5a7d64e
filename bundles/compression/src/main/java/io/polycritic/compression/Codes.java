package io.polycritic.compression;

/**
 * A matrix as whole numbers, symmetric, with one scale for each output: s = max |w| / (2^(b-1) - 1), q = round(w / s),
 * limited to +-(2^(b-1) - 1) (Nagel et al., "A white paper on neural network quantization", 2021, section 2.3). An
 * output whose weights are all 0 has the scale 1.
 *
 * @param bits b, 4 or 8
 * @param inputs i
 * @param outputs n
 * @param values [i, n], each from -(2^(b-1) - 1) to 2^(b-1) - 1
 * @param scales [n]
 */
public record Codes(int bits, int inputs, int outputs, byte[] values, float[] scales) {
    /**
     * Quantises.
     *
     * @param weights where the matrix [i, n] lies, row by row
     * @param offset where it begins
     * @param matrix its sizes
     * @param bits b
     * @return its codes
     */
    public static Codes of(float[] weights, int offset, Matrix matrix, int bits) {
        int n = matrix.outputs();
        int top = (1 << bits - 1) - 1;
        float[] scales = new float[n];
        for (int at = 0; at < matrix.size(); at++) {
            scales[at % n] = Math.max(scales[at % n], Math.abs(weights[offset + at]));
        }
        for (int column = 0; column < n; column++) {
            scales[column] = scales[column] > 0 ? scales[column] / top : 1;
        }
        byte[] values = new byte[matrix.size()];
        for (int at = 0; at < values.length; at++) {
            int code = Math.round(weights[offset + at] / scales[at % n]);
            values[at] = (byte) Math.max(-top, Math.min(top, code));
        }
        return new Codes(bits, matrix.inputs(), n, values, scales);
    }

    /**
     * Writes the numbers that the codes stand for, s q.
     *
     * @param into written to, [i, n]
     * @param offset where the matrix begins
     */
    public void write(float[] into, int offset) {
        for (int at = 0; at < values.length; at++) {
            into[offset + at] = scales[at % outputs] * values[at];
        }
    }

    /** Counts the bytes of so many codes, packed: ceil(b n / 8). */
    static int packedLength(int count, int bits) {
        return (count * bits + 7) / 8;
    }

    /** The codes as bytes: one a byte, or two, the first in the lower half. */
    byte[] packed() {
        if (bits == 8) {
            return values.clone();
        }
        byte[] packed = new byte[packedLength(values.length, bits)];
        for (int at = 0; at < values.length; at++) {
            packed[at / 2] |= (byte) ((values[at] & 0xF) << 4 * (at % 2));
        }
        return packed;
    }

    /** The reverse of {@link #packed}. */
    static byte[] unpacked(byte[] packed, int count, int bits) {
        if (bits == 8) {
            return packed.clone();
        }
        byte[] values = new byte[count];
        for (int at = 0; at < count; at++) {
            int half = packed[at / 2] >> 4 * (at % 2) & 0xF;
            values[at] = (byte) (half << 28 >> 28);
        }
        return values;
    }
}
