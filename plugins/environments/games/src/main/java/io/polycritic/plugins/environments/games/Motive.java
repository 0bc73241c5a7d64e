package io.polycritic.plugins.environments.games;

/** What agents want. */
public enum Motive {
    /** Own gems, the rival's a little, the green one together. */
    MIXED,
    /** What one gets the other one loses; the green gem counts for nobody. */
    ZERO_SUM,
    /** The sum of both mixed rewards. */
    TEAM
}
