package io.polycritic.api.tensor;

import java.util.List;
import java.util.Locale;

/**
 * Elementwise operations. Those of two arguments broadcast: axes of length 1 and missing outer axes are repeated, as in
 * NumPy.
 */
public final class Elementwise {
    private Elementwise() {}

    /**
     * Computes -x.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node negate(Node x) {
        return unary(UnaryFunction.NEGATE, x);
    }

    /**
     * Computes e^x.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node exp(Node x) {
        return unary(UnaryFunction.EXP, x);
    }

    /**
     * Computes the natural logarithm.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node log(Node x) {
        return unary(UnaryFunction.LOG, x);
    }

    /**
     * Computes the square root.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node sqrt(Node x) {
        return unary(UnaryFunction.SQRT, x);
    }

    /**
     * Computes x^2.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node square(Node x) {
        return unary(UnaryFunction.SQUARE, x);
    }

    /**
     * Computes 1/x.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node reciprocal(Node x) {
        return unary(UnaryFunction.RECIPROCAL, x);
    }

    /**
     * Computes the hyperbolic tangent.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node tanh(Node x) {
        return unary(UnaryFunction.TANH, x);
    }

    /**
     * Computes 1/(1+e^-x).
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node sigmoid(Node x) {
        return unary(UnaryFunction.SIGMOID, x);
    }

    /**
     * Computes log(1+e^x).
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node softplus(Node x) {
        return unary(UnaryFunction.SOFTPLUS, x);
    }

    /**
     * Computes max(x, 0).
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node relu(Node x) {
        return unary(UnaryFunction.RELU, x);
    }

    /**
     * Computes |x|.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node abs(Node x) {
        return unary(UnaryFunction.ABS, x);
    }

    /**
     * Computes -1, 0 or 1, without gradient.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node sign(Node x) {
        return unary(UnaryFunction.SIGN, x);
    }

    /**
     * Computes 1 where x &gt; 0, else 0, without gradient.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node step(Node x) {
        return unary(UnaryFunction.STEP, x);
    }

    /**
     * Computes the sine of x in radians.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node sin(Node x) {
        return unary(UnaryFunction.SIN, x);
    }

    /**
     * Computes the cosine of x in radians.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node cos(Node x) {
        return unary(UnaryFunction.COS, x);
    }

    /**
     * Computes the arc tangent, in radians.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node atan(Node x) {
        return unary(UnaryFunction.ATAN, x);
    }

    /**
     * Computes the error function.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node erf(Node x) {
        return unary(UnaryFunction.ERF, x);
    }

    /**
     * Computes x times the standard normal distribution function of x (Hendrycks and Gimpel, "Gaussian error linear
     * units", 2016, section 2), exactly, not by its approximation with tanh.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node gelu(Node x) {
        return unary(UnaryFunction.GELU, x);
    }

    /**
     * Computes log(1+x).
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node log1p(Node x) {
        return unary(UnaryFunction.LOG1P, x);
    }

    /**
     * Computes e^x - 1.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node expm1(Node x) {
        return unary(UnaryFunction.EXPM1, x);
    }

    /**
     * Computes the largest whole number that is not above x, without gradient.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node floor(Node x) {
        return unary(UnaryFunction.FLOOR, x);
    }

    /**
     * Computes x itself, seen as a constant by gradients.
     *
     * @param x the argument
     * @return the result, of the same shape
     */
    public static Node stopGradient(Node x) {
        return unary(UnaryFunction.STOP_GRADIENT, x);
    }

    /**
     * Computes x + y.
     *
     * @param x the left argument
     * @param y the right argument
     * @return the result, of the shape to which both broadcast
     * @throws ShapeException if they do not
     */
    public static Node add(Node x, Node y) {
        return binary(BinaryFunction.ADD, x, y);
    }

    /**
     * Computes x - y.
     *
     * @param x the left argument
     * @param y the right argument
     * @return the result, of the shape to which both broadcast
     * @throws ShapeException if they do not
     */
    public static Node subtract(Node x, Node y) {
        return binary(BinaryFunction.SUBTRACT, x, y);
    }

    /**
     * Computes x * y.
     *
     * @param x the left argument
     * @param y the right argument
     * @return the result, of the shape to which both broadcast
     * @throws ShapeException if they do not
     */
    public static Node multiply(Node x, Node y) {
        return binary(BinaryFunction.MULTIPLY, x, y);
    }

    /**
     * Computes x / y.
     *
     * @param x the left argument
     * @param y the right argument
     * @return the result, of the shape to which both broadcast
     * @throws ShapeException if they do not
     */
    public static Node divide(Node x, Node y) {
        return binary(BinaryFunction.DIVIDE, x, y);
    }

    /**
     * Computes x^y.
     *
     * @param x the base
     * @param y the exponent
     * @return the result, of the shape to which both broadcast; the gradient with respect to y needs positive x
     * @throws ShapeException if they do not
     */
    public static Node power(Node x, Node y) {
        return binary(BinaryFunction.POWER, x, y);
    }

    /**
     * Computes the smaller one.
     *
     * @param x the left argument
     * @param y the right argument
     * @return the result, of the shape to which both broadcast
     * @throws ShapeException if they do not
     */
    public static Node minimum(Node x, Node y) {
        return binary(BinaryFunction.MINIMUM, x, y);
    }

    /**
     * Computes the larger one.
     *
     * @param x the left argument
     * @param y the right argument
     * @return the result, of the shape to which both broadcast
     * @throws ShapeException if they do not
     */
    public static Node maximum(Node x, Node y) {
        return binary(BinaryFunction.MAXIMUM, x, y);
    }

    /**
     * Computes 1 where x &gt; y, else 0, without gradient.
     *
     * @param x the left argument
     * @param y the right argument
     * @return the result, of the shape to which both broadcast
     * @throws ShapeException if they do not
     */
    public static Node greater(Node x, Node y) {
        return binary(BinaryFunction.GREATER, x, y);
    }

    /**
     * Computes 1 where x &gt;= y, else 0, without gradient.
     *
     * @param x the left argument
     * @param y the right argument
     * @return the result, of the shape to which both broadcast
     * @throws ShapeException if they do not
     */
    public static Node greaterEqual(Node x, Node y) {
        return binary(BinaryFunction.GREATER_EQUAL, x, y);
    }

    /**
     * Multiplies by a number.
     *
     * @param x the argument
     * @param factor the number
     * @return factor * x
     */
    public static Node scale(Node x, float factor) {
        return multiply(x, Graphs.constant(factor));
    }

    /**
     * Adds a number.
     *
     * @param x the argument
     * @param offset the number
     * @return x + offset
     */
    public static Node shift(Node x, float offset) {
        return add(x, Graphs.constant(offset));
    }

    /**
     * Limits to a range; outside of it the gradient is 0.
     *
     * @param x the argument
     * @param low the lower limit
     * @param high the upper limit
     * @return min(max(x, low), high)
     */
    public static Node clip(Node x, float low, float high) {
        return minimum(maximum(x, Graphs.constant(low)), Graphs.constant(high));
    }

    static Node unary(UnaryFunction function, Node x) {
        return new Node(new Op.Unary(function), x.shape(), List.of(x));
    }

    static Node binary(BinaryFunction function, Node x, Node y) {
        String name = function.name().toLowerCase(Locale.ROOT);
        Shape shape = Shaping.common(name, x.shape(), y.shape());
        return new Node(
                new Op.Binary(function), shape, List.of(Shaping.broadcast(x, shape), Shaping.broadcast(y, shape)));
    }
}
