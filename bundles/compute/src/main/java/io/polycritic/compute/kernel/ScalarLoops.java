package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.BinaryFunction;

/** Elementwise functions of which one argument is the same number everywhere. */
final class ScalarLoops {
    private ScalarLoops() {}

    /** z = f(x, s). */
    static void right(BinaryFunction function, float[] x, float s, float[] z, int n) {
        switch (function) {
            case ADD -> add(x, s, z, n);
            case SUBTRACT -> add(x, -s, z, n);
            case MULTIPLY -> multiply(x, s, z, n);
            case DIVIDE -> divide(x, s, z, n);
            case MINIMUM -> minimum(x, s, z, n);
            case MAXIMUM -> maximum(x, s, z, n);
            case GREATER -> greater(x, s, z, n);
            case GREATER_EQUAL -> greaterEqual(x, s, z, n);
            case POWER -> power(x, s, z, n);
            case KEEP -> keepAll(x, s != 0f, z, n);
        }
    }

    /** z = f(s, x). */
    static void left(BinaryFunction function, float s, float[] x, float[] z, int n) {
        switch (function) {
            case ADD -> add(x, s, z, n);
            case SUBTRACT -> subtractFrom(s, x, z, n);
            case MULTIPLY -> multiply(x, s, z, n);
            case DIVIDE -> divideInto(s, x, z, n);
            case MINIMUM -> minimum(x, s, z, n);
            case MAXIMUM -> maximum(x, s, z, n);
            case GREATER -> less(x, s, z, n);
            case GREATER_EQUAL -> lessEqual(x, s, z, n);
            case POWER -> powerOf(s, x, z, n);
            case KEEP -> keep(s, x, z, n);
        }
    }

    private static void add(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] + s;
        }
    }

    private static void subtractFrom(float s, float[] x, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = s - x[i];
        }
    }

    private static void multiply(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] * s;
        }
    }

    private static void divide(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] / s;
        }
    }

    private static void divideInto(float s, float[] x, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = s / x[i];
        }
    }

    private static void minimum(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.min(x[i], s);
        }
    }

    private static void maximum(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.max(x[i], s);
        }
    }

    private static void greater(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] > s ? 1f : 0f;
        }
    }

    private static void greaterEqual(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] >= s ? 1f : 0f;
        }
    }

    private static void less(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = s > x[i] ? 1f : 0f;
        }
    }

    private static void lessEqual(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = s >= x[i] ? 1f : 0f;
        }
    }

    private static void power(float[] x, float s, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = (float) Math.pow(x[i], s);
        }
    }

    private static void powerOf(float s, float[] x, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = (float) Math.pow(s, x[i]);
        }
    }

    private static void keep(float s, float[] x, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] != 0f ? s : 0f;
        }
    }

    private static void keepAll(float[] x, boolean all, float[] z, int n) {
        if (all) {
            System.arraycopy(x, 0, z, 0, n);
        } else {
            java.util.Arrays.fill(z, 0, n, 0f);
        }
    }
}
