package io.polycritic.plugins.rewards.networks;

import java.util.Locale;

/** What is measured of a sub-network, in the order of the reward's numbers. */
public enum Objective {
    /** The share of pictures that it tells right. */
    ACCURACY,
    /** The bytes of its packed file, less is better. */
    SIZE,
    /** The latency model's millions of multiplications, less is better. */
    LATENCY;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
