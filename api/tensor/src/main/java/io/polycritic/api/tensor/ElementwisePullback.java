package io.polycritic.api.tensor;

import static io.polycritic.api.tensor.Elementwise.cos;
import static io.polycritic.api.tensor.Elementwise.divide;
import static io.polycritic.api.tensor.Elementwise.greater;
import static io.polycritic.api.tensor.Elementwise.greaterEqual;
import static io.polycritic.api.tensor.Elementwise.multiply;
import static io.polycritic.api.tensor.Elementwise.negate;
import static io.polycritic.api.tensor.Elementwise.scale;
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
    private ElementwisePullback() {}

    static Node unary(UnaryFunction function, Node node, Node adjoint) {
        Node x = node.inputs().get(0);
        Node y = node;
        return switch (function) {
            case NEGATE -> negate(adjoint);
            case EXP -> multiply(adjoint, y);
            case LOG -> divide(adjoint, x);
            case SQRT -> divide(scale(adjoint, 0.5f), y);
            case SQUARE -> multiply(adjoint, scale(x, 2f));
            case RECIPROCAL -> negate(multiply(adjoint, square(y)));
            case TANH -> multiply(adjoint, subtract(Graphs.constant(1f), square(y)));
            case SIGMOID -> multiply(adjoint, multiply(y, subtract(Graphs.constant(1f), y)));
            case SOFTPLUS -> multiply(adjoint, sigmoid(x));
            case RELU -> multiply(adjoint, step(y));
            case ABS -> multiply(adjoint, sign(x));
            case SIN -> multiply(adjoint, cos(x));
            case COS -> negate(multiply(adjoint, sin(x)));
            case SIGN, STEP, STOP_GRADIENT -> Pullback.NONE;
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
            case GREATER, GREATER_EQUAL -> List.of(Pullback.NONE, Pullback.NONE);
        };
    }
}
