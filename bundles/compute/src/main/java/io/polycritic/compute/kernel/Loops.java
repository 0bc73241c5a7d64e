package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.UnaryFunction;

/**
 * Elementwise functions of one argument over blocks; each loop is a method of its own, so that it is compiled alone.
 */
final class Loops {
    private static final float HUGE = 1e30f;

    private Loops() {}

    /** One function over a block; the result may take the argument's place. */
    @FunctionalInterface
    interface Loop {
        void apply(float[] x, float[] y, int n, Block block);
    }

    /**
     * The loop of a function. It is chosen once, so that the Java compiler compiles each by itself: a choice in every
     * call is inlined with all its branches, and loops in methods of that size are not vectorised.
     */
    static Loop of(UnaryFunction function) {
        return switch (function) {
            case NEGATE -> (x, y, n, block) -> negate(x, y, n);
            case EXP -> Transcendental::exp;
            case LOG -> Transcendental::log;
            case SQRT -> (x, y, n, block) -> sqrt(x, y, n);
            case SQUARE -> (x, y, n, block) -> square(x, y, n);
            case RECIPROCAL -> (x, y, n, block) -> reciprocal(x, y, n);
            case TANH -> Transcendental::tanh;
            case SIGMOID -> Transcendental::sigmoid;
            case SOFTPLUS -> Transcendental::softplus;
            case RELU -> (x, y, n, block) -> relu(x, y, n);
            case ABS -> (x, y, n, block) -> abs(x, y, n);
            case SIGN -> (x, y, n, block) -> sign(x, y, n);
            case STEP -> (x, y, n, block) -> step(x, y, n);
            case SIN -> (x, y, n, block) -> sin(x, y, n);
            case COS -> (x, y, n, block) -> cos(x, y, n);
            case ATAN -> (x, y, n, block) -> atan(x, y, n);
            case ERF -> ErrorFunctions::erf;
            case GELU -> ErrorFunctions::gelu;
            case GELU_SLOPE -> ErrorFunctions::geluSlope;
            case LOG1P -> (x, y, n, block) -> log1p(x, y, n);
            case EXPM1 -> (x, y, n, block) -> expm1(x, y, n);
            case FLOOR -> (x, y, n, block) -> floor(x, y, n);
            case STOP_GRADIENT -> (x, y, n, block) -> System.arraycopy(x, 0, y, 0, n);
        };
    }

    /** Applies a function. */
    static void apply(UnaryFunction function, float[] x, float[] y, int n, Block block) {
        of(function).apply(x, y, n, block);
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

    /**
     * 1 where x > 0, else 0, without a branch: twice the smallest positive float times HUGE squared is above 1. For
     * finite x.
     */
    private static void step(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.min(1f, (x[i] + Math.abs(x[i])) * HUGE * HUGE);
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
