package io.polycritic.compute.kernel;

import io.polycritic.api.tensor.BinaryFunction;

/** Elementwise functions of two arguments over blocks. The result may take an argument's place. */
final class PairLoops {
    private PairLoops() {}

    static void apply(BinaryFunction function, float[] x, float[] y, float[] z, int n) {
        switch (function) {
            case ADD -> add(x, y, z, n);
            case SUBTRACT -> subtract(x, y, z, n);
            case MULTIPLY -> multiply(x, y, z, n);
            case DIVIDE -> divide(x, y, z, n);
            case MINIMUM -> minimum(x, y, z, n);
            case MAXIMUM -> maximum(x, y, z, n);
            case GREATER -> greater(x, y, z, n);
            case GREATER_EQUAL -> greaterEqual(x, y, z, n);
            case POWER -> power(x, y, z, n);
            case KEEP -> keep(x, y, z, n);
        }
    }

    private static void add(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] + y[i];
        }
    }

    private static void subtract(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] - y[i];
        }
    }

    private static void multiply(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] * y[i];
        }
    }

    private static void divide(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] / y[i];
        }
    }

    private static void minimum(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.min(x[i], y[i]);
        }
    }

    private static void maximum(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = Math.max(x[i], y[i]);
        }
    }

    private static void greater(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] > y[i] ? 1f : 0f;
        }
    }

    private static void greaterEqual(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = x[i] >= y[i] ? 1f : 0f;
        }
    }

    private static void power(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = (float) Math.pow(x[i], y[i]);
        }
    }

    private static void keep(float[] x, float[] y, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            z[i] = y[i] != 0f ? x[i] : 0f;
        }
    }
}
