package io.polycritic.compute.kernel;

/**
 * Vectorisable approximations of functions with the error function in them: x P(x^2) / Q(x^2) with polynomials of
 * degree 5, fitted by weighted least squares to the smallest largest error, after clamping to where the function is
 * flat. Results may take the argument's place.
 */
final class ErrorFunctions {
    private static final float[] ERF = {
        1.128379033e+00f,
        1.919274312e-01f,
        5.296513806e-02f,
        3.836298096e-03f,
        2.874447604e-04f,
        2.050496397e-06f,
        5.034230395e-01f,
        1.147526010e-01f,
        1.510804732e-02f,
        1.181595251e-03f,
        3.823122530e-05f
    };
    private static final float ERF_TOP = 3.9f;

    /** The normal distribution function less 1/2. */
    private static final float[] NORMAL = {
        3.989422348e-01f,
        3.385033621e-02f,
        4.677109271e-03f,
        1.688010853e-04f,
        6.351852821e-06f,
        2.275057469e-08f,
        2.515161302e-01f,
        2.864452416e-02f,
        1.884305661e-03f,
        7.363913107e-05f,
        1.197519933e-06f
    };

    private static final float NORMAL_TOP = 5.5f;

    /** The derivative of GELU less 1/2. */
    private static final float[] SLOPE = {
        7.978853592e-01f,
        -3.099324631e-02f,
        1.423001546e-02f,
        1.927581754e-05f,
        3.595316329e-05f,
        1.928895981e-07f,
        2.944972919e-01f,
        4.098096774e-02f,
        3.523079125e-03f,
        1.920468762e-04f,
        8.951129676e-06f
    };

    private static final float SLOPE_TOP = 5.75f;

    private ErrorFunctions() {}

    /**
     * The steps, each a short loop. They are called through one interface, so that the Java compiler compiles each by
     * itself: inlined into one method, not all of them are vectorised.
     */
    private interface Step {
        void run(float[] coefficients, Block block, int n);
    }

    private static final Step[] STEPS = {
        ErrorFunctions::square, ErrorFunctions::numerator, ErrorFunctions::denominator, ErrorFunctions::ratio
    };

    /** Absolute error at most 6e-7. */
    static void erf(float[] x, float[] y, int n, Block block) {
        odd(ERF, ERF_TOP, x, n, block);
        System.arraycopy(block.c, 0, y, 0, n);
    }

    /** x Phi(x). Absolute error at most 1e-6 below 1, relative error at most 4e-7 above. */
    static void gelu(float[] x, float[] y, int n, Block block) {
        odd(NORMAL, NORMAL_TOP, x, n, block);
        float[] normal = block.c;
        for (int i = 0; i < n; i++) {
            y[i] = Math.max(x[i], -NORMAL_TOP) * (normal[i] + 0.5f);
        }
    }

    /** Phi(x) + x phi(x). Absolute error at most 5e-7. */
    static void geluSlope(float[] x, float[] y, int n, Block block) {
        odd(SLOPE, SLOPE_TOP, x, n, block);
        float[] slope = block.c;
        for (int i = 0; i < n; i++) {
            y[i] = slope[i] + 0.5f;
        }
    }

    /** Leaves the odd function in c. */
    private static void odd(float[] coefficients, float top, float[] x, int n, Block block) {
        float[] clamped = block.a;
        for (int i = 0; i < n; i++) {
            clamped[i] = Math.max(-top, Math.min(top, x[i]));
        }
        for (Step step : STEPS) {
            step.run(coefficients, block, n);
        }
    }

    private static void square(float[] coefficients, Block block, int n) {
        float[] x = block.a;
        float[] square = block.b;
        for (int i = 0; i < n; i++) {
            square[i] = x[i] * x[i];
        }
    }

    private static void numerator(float[] p, Block block, int n) {
        float p0 = p[0];
        float p1 = p[1];
        float p2 = p[2];
        float p3 = p[3];
        float p4 = p[4];
        float p5 = p[5];
        float[] square = block.b;
        float[] y = block.c;
        for (int i = 0; i < n; i++) {
            float s = square[i];
            y[i] = ((((p5 * s + p4) * s + p3) * s + p2) * s + p1) * s + p0;
        }
    }

    private static void denominator(float[] q, Block block, int n) {
        float q1 = q[6];
        float q2 = q[7];
        float q3 = q[8];
        float q4 = q[9];
        float q5 = q[10];
        float[] square = block.b;
        for (int i = 0; i < n; i++) {
            float s = square[i];
            square[i] = ((((q5 * s + q4) * s + q3) * s + q2) * s + q1) * s + 1f;
        }
    }

    private static void ratio(float[] coefficients, Block block, int n) {
        float[] x = block.a;
        float[] p = block.c;
        float[] q = block.b;
        for (int i = 0; i < n; i++) {
            p[i] = x[i] * p[i] / q[i];
        }
    }
}
