package io.polycritic.rl;

/** The names of the fields that learners from replayed steps, their critics and their memories share. */
public final class Transitions {
    /**
     * The action as networks see it: numbers from -1 to 1 that stand for the limits of the action space, [a], or the
     * class.
     */
    public static final String SAMPLE = "actionSample";

    /** How many steps a row spans, where memories join several: 1 or more. */
    public static final String ELAPSED = "elapsed";

    /** How much a row counts, where rows were not drawn uniformly: 0 to 1. */
    public static final String IMPORTANCE = "importance";

    /** The learner's action at the next observation, as {@link #SAMPLE}, [a]; for continuous actions. */
    public static final String NEXT_SAMPLE = "nextActionSample";

    /** The learner's policy at the next observation, [n]; for finite actions, absent where the greedy one is meant. */
    public static final String NEXT_PROBABILITIES = "nextProbabilities";

    /** What is added to the value of the next observation, as an entropy that is rewarded; absent for nothing. */
    public static final String NEXT_BONUS = "nextBonus";

    /** The entropy of the policy at the next observation, where a critic judges the entropy that is to come. */
    public static final String NEXT_ENTROPY = "nextEntropy";

    private Transitions() {}

    /**
     * By how much a critic was wrong about each row, not negative.
     *
     * @param name the name of the critic's slot
     * @return {@code errors.<name>}
     */
    public static String errors(String name) {
        return "errors." + name;
    }
}
