package io.polycritic.scenes;

/**
 * A question about a scene.
 *
 * @param kind what is asked
 * @param f the first filter
 * @param g the second filter, null where the kind has one only
 */
public record Question(Kind kind, Filter f, Filter g) {
    /** Kinds of questions. */
    public enum Kind {
        /** How many match f. */
        COUNT(false),
        /** Whether any matches f. */
        EXIST(false),
        /** Whether more, fewer or as many match f as g. */
        COMPARE(true),
        /** Whether the only f lies left or right of the only g. */
        LEFT_RIGHT(true),
        /** Whether the only f lies above or below the only g. */
        ABOVE_BELOW(true),
        /** How many match f, plus how many match g. */
        SUM(true),
        /** The distance between the two numbers. */
        DIFFERENCE(true);

        private final boolean two;

        Kind(boolean two) {
            this.two = two;
        }

        /** Whether it has two filters. */
        public boolean two() {
            return two;
        }

        /** Whether it asks where things are. */
        public boolean relation() {
            return this == LEFT_RIGHT || this == ABOVE_BELOW;
        }
    }

    /** Whether an object has to do with the question. */
    public boolean concerns(Claim claim) {
        return f.matches(claim) || kind.two() && g.matches(claim);
    }
}
