package io.polycritic.compute.kernel;

/**
 * Vectorisable approximations of transcendental functions over blocks. Each is cut into several short loops, because
 * the Java compiler unrolls, and so vectorises, only loops with few operations. Results may take the argument's place.
 */
final class Transcendental {
    /** 1.5 * 2^23: adding it rounds to a whole number, which then stands in the low bits. */
    private static final float MAGIC = 12582912f;

    private static final int MAGIC_BITS = 0x4B400000;
    private static final int ONE_BITS = 0x3F800000;
    /** The bits of sqrt(1/2). */
    private static final int ROOT_BITS = 0x3F3504F3;

    private static final float LOG2_E = 1.44269504f;
    /** ln 2 in two parts, the first of which has few bits, so that whole multiples of it are exact. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;

    private Transcendental() {}

    /**
     * tanh, as x p(x^2) / q(x^2) of degree 13 over 6 after clamping to +-7.905; the coefficients are those of Eigen's
     * ptanh. Absolute error at most 5e-7, so also at the ends, where the result is 1.
     */
    static void tanh(float[] x, float[] y, int n, Block block) {
        tanhSquare(x, block.a, block.b, n);
        tanhNumerator(block.b, block.c, n);
        tanhRatio(block.a, block.b, block.c, y, n);
    }

    private static void tanhSquare(float[] x, float[] clamped, float[] square, int n) {
        for (int i = 0; i < n; i++) {
            float v = Math.max(-7.90531110763549805f, Math.min(7.90531110763549805f, x[i]));
            clamped[i] = v;
            square[i] = v * v;
        }
    }

    private static void tanhNumerator(float[] square, float[] p, int n) {
        for (int i = 0; i < n; i++) {
            float s = square[i];
            p[i] = (((((-2.76076847742355e-16f * s + 2.00018790482477e-13f) * s - 8.60467152213735e-11f) * s
                                                                    + 5.12229709037114e-08f)
                                                            * s
                                                    + 1.48572235717979e-05f)
                                            * s
                                    + 6.37261928875436e-04f)
                            * s
                    + 4.89352455891786e-03f;
        }
    }

    private static void tanhRatio(float[] x, float[] square, float[] p, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float s = square[i];
            float q = ((1.19825839466702e-06f * s + 1.18534705686654e-04f) * s + 2.26843463243900e-03f) * s
                    + 4.89352518554385e-03f;
            y[i] = x[i] * p[i] / q;
        }
    }

    /**
     * e^x, as 2^k e^f with |f| at most ln(2)/2 and a polynomial of degree 6 (Cephes expf). Relative error at most 3e-7;
     * below -87.3 the result is 0, above 88.3 infinite.
     */
    static void exp(float[] x, float[] y, int n, Block block) {
        expSplit(x, block.a, block.b, n);
        block.toBits(block.a, block.i, n);
        expPower(block.i, n);
        block.toFloats(block.i, block.a, n);
        expPolynomial(block.b, block.a, y, n);
    }

    private static void expSplit(float[] x, float[] rounded, float[] rest, int n) {
        for (int i = 0; i < n; i++) {
            float v = Math.max(-88f, Math.min(89f, x[i]));
            float r = v * LOG2_E + MAGIC;
            float k = r - MAGIC;
            rounded[i] = r;
            rest[i] = v - k * LN2_HIGH - k * LN2_LOW;
        }
    }

    private static void expPower(int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = (bits[i] << 23) + ONE_BITS;
        }
    }

    private static void expPolynomial(float[] rest, float[] power, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float f = rest[i];
            float p = ((((1.9875691500e-4f * f + 1.3981999507e-3f) * f + 8.3334519073e-3f) * f + 4.1665795894e-2f) * f
                                    + 1.6666665459e-1f)
                            * f
                    + 5.0000001201e-1f;
            y[i] = (p * f * f + f + 1f) * power[i];
        }
    }

    /** 1/(1+e^-x). Relative error at most 5e-7 where the result is a normal number. */
    static void sigmoid(float[] x, float[] y, int n, Block block) {
        Loops.negate(x, block.c, n);
        exp(block.c, y, n, block);
        for (int i = 0; i < n; i++) {
            y[i] = 1f / (1f + y[i]);
        }
    }

    /** The natural logarithm. Absolute error at most 2e-7 near 1, relative error at most 3e-7 elsewhere. */
    static void log(float[] x, float[] y, int n, Block block) {
        System.arraycopy(x, 0, block.c, 0, n);
        block.toBits(x, block.i, n);
        logSplit(block.i, block.j, n);
        block.toFloats(block.i, block.a, n);
        block.toFloats(block.j, block.b, n);
        logRatio(block.a, n);
        logSeries(block.a, block.b, y, n);
        logSpecial(block.c, y, n);
    }

    /** Into a factor between sqrt(1/2) and sqrt(2), and the power of two as the bits of MAGIC + k. */
    private static void logSplit(int[] bits, int[] power, int n) {
        for (int i = 0; i < n; i++) {
            int moved = bits[i] - ROOT_BITS;
            int k = moved >> 23;
            power[i] = k + MAGIC_BITS;
            bits[i] = bits[i] - (k << 23);
        }
    }

    private static void logRatio(float[] m, int n) {
        for (int i = 0; i < n; i++) {
            m[i] = (m[i] - 1f) / (m[i] + 1f);
        }
    }

    /** ln m = 2 artanh z with z = (m-1)/(m+1), |z| at most 0.172. */
    private static void logSeries(float[] z, float[] power, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float s = z[i] * z[i];
            float k = power[i] - MAGIC;
            float tail = (((0.22222222f * s + 0.28571429f) * s + 0.4f) * s + 0.66666667f) * s * z[i];
            y[i] = (tail + k * LN2_LOW + 2f * z[i]) + k * LN2_HIGH;
        }
    }

    /** Numbers that are not positive, normal and finite. */
    private static void logSpecial(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            if (!(x[i] >= Float.MIN_NORMAL && x[i] <= Float.MAX_VALUE)) {
                y[i] = (float) Math.log(x[i]);
            }
        }
    }

    /** log(1+e^x) = max(x, 0) + log1p(e^-|x|). Absolute error at most 5e-7. */
    static void softplus(float[] x, float[] y, int n, Block block) {
        System.arraycopy(x, 0, block.c, 0, n);
        minusAbsolute(x, y, n);
        exp(y, y, n, block);
        logRatioPlusOne(y, block.a, n);
        logPlusOne(block.a, y, n);
        addPositive(block.c, y, n);
    }

    private static void minusAbsolute(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = -Math.abs(x[i]);
        }
    }

    private static void logRatioPlusOne(float[] u, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = u[i] / (2f + u[i]);
        }
    }

    /** log1p u = 2 artanh z with z = u/(2+u), at most 1/3. */
    private static void logPlusOne(float[] z, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float s = z[i] * z[i];
            float tail = (((((0.15384615f * s + 0.18181818f) * s + 0.22222222f) * s + 0.28571429f) * s + 0.4f) * s
                            + 0.66666667f)
                    * s;
            y[i] = tail * z[i] + 2f * z[i];
        }
    }

    private static void addPositive(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = y[i] + Math.max(x[i], 0f);
        }
    }
}
