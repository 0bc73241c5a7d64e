package io.polycritic.plugins.rewards.preference;

/** Formulas of losses of comparisons. */
public enum LossKind {
    /** Cross-entropy with the labels. */
    LOGISTIC,
    /** Half the squared distance of log-odds to 10, or to -10. */
    REGRESSION
}
