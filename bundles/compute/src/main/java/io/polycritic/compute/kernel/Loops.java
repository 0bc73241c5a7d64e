package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.UnaryFunction;

/**
 * Elementwise functions of one argument over blocks; each loop is a method of its own, so that it is compiled alone.
 */
final class Loops {
    private static final float HUGE = 1e30f;

    private Loops() {}

    /** Applies a function; the result may take the argument's place. */
    static void apply(UnaryFunction function, float[] x, float[] y, int n, Block block) {
        switch (function) {
            case NEGATE -> negate(x, y, n);
            case EXP -> Transcendental.exp(x, y, n, block);
            case LOG -> Transcendental.log(x, y, n, block);
            case SQRT -> sqrt(x, y, n);
            case SQUARE -> square(x, y, n);
            case RECIPROCAL -> reciprocal(x, y, n);
            case TANH -> Transcendental.tanh(x, y, n, block);
            case SIGMOID -> Transcendental.sigmoid(x, y, n, block);
            case SOFTPLUS -> Transcendental.softplus(x, y, n, block);
            case RELU -> relu(x, y, n);
            case ABS -> abs(x, y, n);
            case SIGN -> sign(x, y, n);
            case STEP -> step(x, y, n);
            case SIN -> sin(x, y, n);
            case COS -> cos(x, y, n);
            case ATAN -> atan(x, y, n);
            case ERF -> ErrorFunctions.erf(x, y, n, block);
            case GELU -> ErrorFunctions.gelu(x, y, n, block);
            case GELU_SLOPE -> ErrorFunctions.geluSlope(x, y, n, block);
            case LOG1P -> log1p(x, y, n);
            case EXPM1 -> expm1(x, y, n);
            case FLOOR -> floor(x, y, n);
            case STOP_GRADIENT -> System.arraycopy(x, 0, y, 0, n);
        }
    }

    static void negate(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = -x[i];
        }
    }

    private static void sqrt(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.sqrt(x[i]);
        }
    }

    private static void square(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = x[i] * x[i];
        }
    }

    private static void reciprocal(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = 1f / x[i];
        }
    }

    /** max(x, 0) without the care for -0 and NaN that makes Math.max slow; exact up to half the largest float. */
    private static void relu(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (x[i] + Math.abs(x[i])) * 0.5f;
        }
    }

    private static void abs(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.abs(x[i]);
        }
    }

    private static void sign(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.signum(x[i]);
        }
    }

    /** 1 where x > 0, else 0, without a branch: even the smallest positive float times HUGE twice is above 1. */
    private static void step(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.min(1f, Math.max(0f, x[i] * HUGE) * HUGE);
        }
    }

    private static void sin(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.sin(x[i]);
        }
    }

    private static void cos(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.cos(x[i]);
        }
    }

    private static void atan(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.atan(x[i]);
        }
    }

    private static void log1p(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.log1p(x[i]);
        }
    }

    private static void expm1(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.expm1(x[i]);
        }
    }

    private static void floor(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) Math.floor(x[i]);
        }
    }
}
