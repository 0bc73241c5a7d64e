package io.polycritic.api.tensor;

/** The elementwise functions of two arguments. */
public enum BinaryFunction {
    /** x + y. */
    ADD,
    /** x - y. */
    SUBTRACT,
    /** x * y. */
    MULTIPLY,
    /** x / y. */
    DIVIDE,
    /** The smaller one; where both are equal, the gradient goes to x. */
    MINIMUM,
    /** The larger one; where both are equal, the gradient goes to x. */
    MAXIMUM,
    /** 1 where x &gt; y, else 0; carries no gradient. */
    GREATER,
    /** 1 where x &gt;= y, else 0; carries no gradient. */
    GREATER_EQUAL,
    /** x^y; the gradient with respect to y needs positive x. */
    POWER,
    /** x where y is not 0, else 0; carries no gradient to y. */
    KEEP
}
