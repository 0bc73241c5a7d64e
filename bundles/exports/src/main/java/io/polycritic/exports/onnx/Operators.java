package io.polycritic.exports.onnx;

import io.polycritic.api.tensor.BinaryFunction;
import io.polycritic.api.tensor.UnaryFunction;
import java.util.List;

/** The elementwise functions as ONNX operators; those that ONNX does not have are made of others. */
final class Operators {
    private static final float ROOT_HALF = (float) Math.sqrt(0.5);
    private static final float NORMAL_DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

    private final OnnxGraph graph;

    Operators(OnnxGraph graph) {
        this.graph = graph;
    }

    String unary(UnaryFunction function, String x) {
        return switch (function) {
            case NEGATE -> graph.add("Neg", List.of(x));
            case EXP -> graph.add("Exp", List.of(x));
            case LOG -> graph.add("Log", List.of(x));
            case SQRT -> graph.add("Sqrt", List.of(x));
            case SQUARE -> graph.add("Mul", List.of(x, x));
            case RECIPROCAL -> graph.add("Reciprocal", List.of(x));
            case TANH -> graph.add("Tanh", List.of(x));
            case SIGMOID -> graph.add("Sigmoid", List.of(x));
            case SOFTPLUS -> graph.add("Softplus", List.of(x));
            case RELU -> graph.add("Relu", List.of(x));
            case ABS -> graph.add("Abs", List.of(x));
            case SIGN -> graph.add("Sign", List.of(x));
            case STEP -> truth("Greater", x, graph.scalar(0));
            case SIN -> graph.add("Sin", List.of(x));
            case COS -> graph.add("Cos", List.of(x));
            case ATAN -> graph.add("Atan", List.of(x));
            case ERF -> graph.add("Erf", List.of(x));
            case GELU -> graph.add("Mul", List.of(x, normalShare(x)));
            case GELU_SLOPE -> geluSlope(x);
            case LOG1P -> graph.add("Log", List.of(graph.add("Add", List.of(x, graph.scalar(1)))));
            case EXPM1 -> graph.add("Sub", List.of(graph.add("Exp", List.of(x)), graph.scalar(1)));
            case FLOOR -> graph.add("Floor", List.of(x));
            case STOP_GRADIENT -> x;
        };
    }

    String binary(BinaryFunction function, String x, String y) {
        return switch (function) {
            case ADD -> graph.add("Add", List.of(x, y));
            case SUBTRACT -> graph.add("Sub", List.of(x, y));
            case MULTIPLY -> graph.add("Mul", List.of(x, y));
            case DIVIDE -> graph.add("Div", List.of(x, y));
            case MINIMUM -> graph.add("Min", List.of(x, y));
            case MAXIMUM -> graph.add("Max", List.of(x, y));
            case GREATER -> truth("Greater", x, y);
            case GREATER_EQUAL -> truth("GreaterOrEqual", x, y);
            case POWER -> graph.add("Pow", List.of(x, y));
            case KEEP -> graph.add("Where", List.of(cast(y, OnnxGraph.BOOL), x, graph.scalar(0)));
        };
    }

    String cast(String x, int type) {
        return graph.add("Cast", List.of(x), "to", type);
    }

    /** 1 where a comparison is true, else 0. */
    private String truth(String comparison, String x, String y) {
        return cast(graph.add(comparison, List.of(x, y)), OnnxGraph.FLOAT);
    }

    /** The standard normal distribution function, (1 + erf(x / sqrt 2)) / 2. */
    private String normalShare(String x) {
        String erf = graph.add("Erf", List.of(graph.add("Mul", List.of(x, graph.scalar(ROOT_HALF)))));
        return graph.add("Mul", List.of(graph.add("Add", List.of(erf, graph.scalar(1))), graph.scalar(0.5f)));
    }

    /** Phi(x) + x phi(x). */
    private String geluSlope(String x) {
        String half = graph.add("Mul", List.of(graph.add("Mul", List.of(x, x)), graph.scalar(-0.5f)));
        String density = graph.add("Mul", List.of(graph.add("Exp", List.of(half)), graph.scalar(NORMAL_DENSITY)));
        return graph.add("Add", List.of(normalShare(x), graph.add("Mul", List.of(x, density))));
    }
}
