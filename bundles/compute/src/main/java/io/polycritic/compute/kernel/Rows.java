package io.polycritic.compute.kernel;

import java.util.Arrays;

/**
 * As many rows as fit into a block, in an array of their own. What differs by rows is repeated along them, so that
 * loops run over many rows at once.
 */
final class Rows {
    private final int length;
    private final float[] repeated;

    /** Prepares rows of so many numbers. */
    Rows(int length) {
        this.length = length;
        this.repeated = array();
    }

    /** New memory for as many rows as are handled at once. */
    float[] array() {
        return new float[Math.max(1, Block.SIZE / Math.max(1, length)) * length];
    }

    /** The mean of each row, repeated along it; the same array each time. */
    float[] means(float[] x, int n) {
        for (int start = 0; start < n; start += length) {
            float mean = sum(x, start, length) / length;
            Arrays.fill(repeated, start, start + length, mean);
        }
        return repeated;
    }

    /** The sum of each row, repeated along it; the same array each time. */
    float[] sums(float[] x, int n) {
        for (int start = 0; start < n; start += length) {
            Arrays.fill(repeated, start, start + length, sum(x, start, length));
        }
        return repeated;
    }

    /** 1 / sum of each row, repeated along it; the same array each time. */
    float[] shares(float[] x, int n) {
        for (int start = 0; start < n; start += length) {
            Arrays.fill(repeated, start, start + length, 1f / sum(x, start, length));
        }
        return repeated;
    }

    /** The largest number of each row, repeated along it; the same array each time; NaN if there is one. */
    float[] largest(float[] x, int n) {
        for (int start = 0; start < n; start += length) {
            Arrays.fill(repeated, start, start + length, largest(x, start, start + length));
        }
        return repeated;
    }

    /** Four maxima side by side, because one waits for each comparison. */
    private static float largest(float[] x, int begin, int end) {
        float a = x[begin];
        float b = a;
        float c = a;
        float d = a;
        int i = begin;
        for (; i + 3 < end; i += 4) {
            a = Math.max(a, x[i]);
            b = Math.max(b, x[i + 1]);
            c = Math.max(c, x[i + 2]);
            d = Math.max(d, x[i + 3]);
        }
        for (; i < end; i++) {
            a = Math.max(a, x[i]);
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    /** 1 / sqrt(mean + epsilon) of each row, repeated along it; the same array each time. */
    float[] roots(float[] x, int n, float epsilon) {
        for (int start = 0; start < n; start += length) {
            double mean = sum(x, start, length) / length;
            Arrays.fill(repeated, start, start + length, (float) (1 / Math.sqrt(mean + epsilon)));
        }
        return repeated;
    }

    /** Eight sums side by side, because one waits for each addition. */
    private static float sum(float[] x, int begin, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = begin;
        int end = begin + n;
        for (; i + 7 < end; i += 8) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        for (; i < end; i++) {
            a += x[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    /** z = x - y. */
    static void subtract(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] - y[i];
        }
    }

    /** z = x y. */
    static void multiply(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] * y[i];
        }
    }
}
