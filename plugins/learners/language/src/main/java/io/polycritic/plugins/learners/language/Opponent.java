package io.polycritic.plugins.learners.language;

/** Whom a policy plays against. */
public enum Opponent {
    /** The geometric mixture of the policy and its reference, token by token. */
    MIXTURE,
    /** The policy with an exponential moving average of its weights. */
    AVERAGE
}
