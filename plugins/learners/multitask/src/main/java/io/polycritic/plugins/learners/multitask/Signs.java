package io.polycritic.plugins.learners.multitask;

/** Which signs heads begin with. */
public enum Signs {
    /** As they are drawn. */
    RANDOM,
    /** Weight and value of the first head positive, of the second one negative, and so on. */
    OPPOSED;

    /** What a head's numbers are multiplied with, so that one of them has the sign that is wanted. */
    double factor(int head, double number) {
        double wanted = head % 2 == 0 ? 1 : -1;
        return this == RANDOM || number * wanted >= 0 ? 1 : -1;
    }
}
