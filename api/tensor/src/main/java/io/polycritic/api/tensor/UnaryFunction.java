package io.polycritic.api.tensor;

/** The elementwise functions of one argument. */
public enum UnaryFunction {
    /** -x. */
    NEGATE,
    /** e^x. */
    EXP,
    /** Natural logarithm. */
    LOG,
    /** Square root. */
    SQRT,
    /** x^2. */
    SQUARE,
    /** 1/x. */
    RECIPROCAL,
    /** Hyperbolic tangent. */
    TANH,
    /** 1/(1+e^-x). */
    SIGMOID,
    /** log(1+e^x), without overflow. */
    SOFTPLUS,
    /** max(x, 0). */
    RELU,
    /** |x|. */
    ABS,
    /** -1, 0 or 1; carries no gradient. */
    SIGN,
    /** 1 where x > 0, else 0; carries no gradient. */
    STEP,
    /** Sine, argument in radians. */
    SIN,
    /** Cosine, argument in radians. */
    COS,
    /** x itself, seen as a constant by gradients. */
    STOP_GRADIENT
}
