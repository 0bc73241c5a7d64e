package io.polycritic.api.tensor;

import static io.polycritic.api.tensor.Elementwise.cos;
import static io.polycritic.api.tensor.Elementwise.divide;
import static io.polycritic.api.tensor.Elementwise.exp;
import static io.polycritic.api.tensor.Elementwise.greater;
import static io.polycritic.api.tensor.Elementwise.greaterEqual;
import static io.polycritic.api.tensor.Elementwise.log;
import static io.polycritic.api.tensor.Elementwise.multiply;
import static io.polycritic.api.tensor.Elementwise.negate;
import static io.polycritic.api.tensor.Elementwise.power;
import static io.polycritic.api.tensor.Elementwise.scale;
import static io.polycritic.api.tensor.Elementwise.shift;
import static io.polycritic.api.tensor.Elementwise.sigmoid;
import static io.polycritic.api.tensor.Elementwise.sign;
import static io.polycritic.api.tensor.Elementwise.sin;
import static io.polycritic.api.tensor.Elementwise.square;
import static io.polycritic.api.tensor.Elementwise.step;
import static io.polycritic.api.tensor.Elementwise.subtract;

import java.util.List;

/**
 * Gradients of the elementwise functions. Where the derivative can be had from the result y instead of the argument x,
 * it is, so that a program need not keep x.
 */
final class ElementwisePullback {
    private static final float TWO_BY_ROOT_PI = 1.12837917f;
    private static final float ONE_BY_ROOT_TWO_PI = 0.398942280f;

    private ElementwisePullback() {}

    static Node unary(UnaryFunction function, Node node, Node adjoint) {
        Node x = node.inputs().get(0);
        Node y = node;
        return switch (function) {
            case NEGATE -> negate(adjoint);
            case EXP -> multiply(adjoint, y);
            case LOG -> divide(adjoint, x);
            case SQRT -> divide(scale(adjoint, 0.5f), y);
            case SQUARE -> scale(multiply(adjoint, x), 2f);
            case RECIPROCAL -> negate(multiply(adjoint, square(y)));
            case TANH -> multiply(adjoint, subtract(Graphs.constant(1f), square(y)));
            case SIGMOID -> multiply(adjoint, multiply(y, subtract(Graphs.constant(1f), y)));
            case SOFTPLUS -> multiply(adjoint, sigmoid(x));
            case RELU -> multiply(adjoint, step(y));
            case ABS -> multiply(adjoint, sign(x));
            case SIN -> multiply(adjoint, cos(x));
            case COS -> negate(multiply(adjoint, sin(x)));
            case ATAN -> divide(adjoint, shift(square(x), 1f));
            case ERF -> multiply(adjoint, scale(exp(negate(square(x))), TWO_BY_ROOT_PI));
            case GELU -> multiply(adjoint, Elementwise.unary(UnaryFunction.GELU_SLOPE, x));
            case GELU_SLOPE -> multiply(adjoint, geluCurvature(x));
            case LOG1P -> divide(adjoint, shift(x, 1f));
            case EXPM1 -> multiply(adjoint, shift(y, 1f));
            case SIGN, STEP, FLOOR, STOP_GRADIENT -> Pullback.NONE;
        };
    }

    static List<Node> binary(BinaryFunction function, Node node, Node adjoint) {
        Node x = node.inputs().get(0);
        Node y = node.inputs().get(1);
        return switch (function) {
            case ADD -> List.of(adjoint, adjoint);
            case SUBTRACT -> List.of(adjoint, negate(adjoint));
            case MULTIPLY -> List.of(multiply(adjoint, y), multiply(adjoint, x));
            case DIVIDE -> List.of(divide(adjoint, y), negate(divide(multiply(adjoint, node), y)));
            case MINIMUM -> List.of(multiply(adjoint, greaterEqual(y, x)), multiply(adjoint, greater(x, y)));
            case MAXIMUM -> List.of(multiply(adjoint, greaterEqual(x, y)), multiply(adjoint, greater(y, x)));
            case POWER ->
                List.of(
                        multiply(adjoint, multiply(y, power(x, shift(y, -1f)))),
                        multiply(adjoint, multiply(node, log(x))));
            case KEEP -> List.of(Select.keep(adjoint, y), Pullback.NONE);
            case GREATER, GREATER_EQUAL -> List.of(Pullback.NONE, Pullback.NONE);
        };
    }

    /** The second derivative of GELU: (2 - x^2) e^(-x^2/2) / sqrt(2 pi). */
    private static Node geluCurvature(Node x) {
        Node square = square(x);
        Node density = scale(exp(scale(square, -0.5f)), ONE_BY_ROOT_TWO_PI);
        return multiply(density, subtract(Graphs.constant(2f), square));
    }
}
