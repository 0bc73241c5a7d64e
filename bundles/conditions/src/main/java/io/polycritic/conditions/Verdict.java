package io.polycritic.conditions;

/**
 * What a test says. Where a window is not full yet nothing is known, and neither a test nor its opposite holds; this is
 * Kleene's three-valued logic.
 */
enum Verdict {
    FALSE,
    UNKNOWN,
    TRUE;

    static Verdict of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    Verdict not() {
        return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
    }

    /** The least of both. */
    Verdict and(Verdict other) {
        return ordinal() < other.ordinal() ? this : other;
    }

    /** The greatest of both. */
    Verdict or(Verdict other) {
        return ordinal() > other.ordinal() ? this : other;
    }
}
