package io.polycritic.plugins.environments.language;

import io.polycritic.language.TextSpace;

/** The vocabulary of posts: padding, begin, separator and end, then three markers, keys and values. */
final class Symbols {
    /** All symbols; the last ones are never used. */
    static final int VOCABULARY = 40;

    /** The marker of what matters. */
    static final int SALIENT = 4;

    static final int PLAIN = 5;
    static final int DOUBTFUL = 6;
    static final int KEYS = 16;
    static final int VALUES = 10;

    private static final int FIRST_KEY = 7;
    private static final int FIRST_VALUE = FIRST_KEY + KEYS;

    private Symbols() {}

    static int key(int number) {
        return FIRST_KEY + number;
    }

    static int value(int number) {
        return FIRST_VALUE + number;
    }

    static boolean isKey(int symbol) {
        return symbol >= FIRST_KEY && symbol < FIRST_VALUE;
    }

    static boolean isValue(int symbol) {
        return symbol >= FIRST_VALUE && symbol < FIRST_VALUE + VALUES;
    }

    /** What texts of a domain are like. */
    static TextSpace space(Domain domain) {
        return new TextSpace(VOCABULARY, 2 + 3 * domain.facts(), 2 * Writer.MOST_FACTS + 1);
    }
}
