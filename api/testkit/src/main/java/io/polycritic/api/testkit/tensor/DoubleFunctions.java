package io.polycritic.api.testkit.tensor;

import io.polycritic.api.tensor.BinaryFunction;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.UnaryFunction;

/** The elementwise functions in double precision. */
final class DoubleFunctions {
    private DoubleFunctions() {}

    static double[] apply(Op op, double[][] arguments) {
        double[] result = new double[arguments[0].length];
        for (int i = 0; i < result.length; i++) {
            if (op instanceof Op.Unary unary) {
                result[i] = unary(unary.function(), arguments[0][i]);
            } else {
                result[i] = binary(((Op.Binary) op).function(), arguments[0][i], arguments[1][i]);
            }
        }
        return result;
    }

    private static double unary(UnaryFunction function, double x) {
        return switch (function) {
            case NEGATE -> -x;
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case RELU -> Math.max(x, 0);
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case STEP -> x > 0 ? 1 : 0;
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case ATAN -> Math.atan(x);
            case ERF -> ErrorFunction.erf(x);
            case GELU -> x * ErrorFunction.normal(x);
            case GELU_SLOPE -> ErrorFunction.normal(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            case LOG1P -> Math.log1p(x);
            case EXPM1 -> Math.expm1(x);
            case FLOOR -> Math.floor(x);
            case STOP_GRADIENT -> x;
        };
    }

    private static double binary(BinaryFunction function, double x, double y) {
        return switch (function) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case MINIMUM -> Math.min(x, y);
            case MAXIMUM -> Math.max(x, y);
            case GREATER -> x > y ? 1 : 0;
            case GREATER_EQUAL -> x >= y ? 1 : 0;
            case POWER -> Math.pow(x, y);
            case KEEP -> y != 0 ? x : 0;
        };
    }
}
