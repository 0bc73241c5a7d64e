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
    /** Arc tangent, in radians. */
    ATAN,
    /** The error function, 2/sqrt(pi) times the integral of e^(-t^2) from 0 to x. */
    ERF,
    /** x times the standard normal distribution function of x. */
    GELU,
    /** The derivative of GELU. */
    GELU_SLOPE,
    /** log(1+x). */
    LOG1P,
    /** e^x - 1. */
    EXPM1,
    /** The largest whole number that is not above x; carries no gradient. */
    FLOOR,
    /** x itself, seen as a constant by gradients. */
    STOP_GRADIENT
}
