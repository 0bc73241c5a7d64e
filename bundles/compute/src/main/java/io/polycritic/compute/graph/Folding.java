package io.polycritic.compute.graph;

import io.polycritic.api.tensor.BinaryFunction;
import io.polycritic.api.tensor.UnaryFunction;

/** The elementwise functions of known numbers, rounded once to float. */
final class Folding {
    private Folding() {}

    /** Whether the Java library has the function. */
    static boolean knows(UnaryFunction function) {
        return function != UnaryFunction.ERF && function != UnaryFunction.GELU && function != UnaryFunction.GELU_SLOPE;
    }

    static float apply(UnaryFunction function, float x) {
        return switch (function) {
            case NEGATE -> -x;
            case EXP -> (float) Math.exp(x);
            case LOG -> (float) Math.log(x);
            case SQRT -> (float) Math.sqrt(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
            case TANH -> (float) Math.tanh(x);
            case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
            case SOFTPLUS -> (float) (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
            case RELU -> Math.max(x, 0);
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case STEP -> x > 0 ? 1 : 0;
            case SIN -> (float) Math.sin(x);
            case COS -> (float) Math.cos(x);
            case ATAN -> (float) Math.atan(x);
            case LOG1P -> (float) Math.log1p(x);
            case EXPM1 -> (float) Math.expm1(x);
            case FLOOR -> (float) Math.floor(x);
            case STOP_GRADIENT -> x;
            case ERF, GELU, GELU_SLOPE -> throw new IllegalArgumentException(function + " is not folded");
        };
    }

    static float apply(BinaryFunction function, float x, float y) {
        return switch (function) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case MINIMUM -> Math.min(x, y);
            case MAXIMUM -> Math.max(x, y);
            case GREATER -> x > y ? 1 : 0;
            case GREATER_EQUAL -> x >= y ? 1 : 0;
            case POWER -> (float) Math.pow(x, y);
            case KEEP -> y != 0 ? x : 0;
        };
    }

    /** Whether the function gives its left argument if the right one is this number. */
    static boolean isIdentity(BinaryFunction function, float right) {
        return switch (function) {
            case ADD, SUBTRACT -> right == 0;
            case MULTIPLY, DIVIDE, POWER -> right == 1;
            case KEEP -> right != 0;
            case MINIMUM, MAXIMUM, GREATER, GREATER_EQUAL -> false;
        };
    }
}
