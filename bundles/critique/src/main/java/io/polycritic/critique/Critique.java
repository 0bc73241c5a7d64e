package io.polycritic.critique;

import java.util.HashSet;
import java.util.Set;

/**
 * What a critique says.
 *
 * @param notes the errors that it names, each once
 * @param passes whether it says that nothing is wrong, and nothing else
 * @param duplicates notes that repeat one before
 * @param malformed stretches of tokens that are no note: an unknown place or kind, a kind that is not of the place, or
 *     nothing said at all
 */
public record Critique(Set<Note> notes, boolean passes, int duplicates, int malformed) {
    private static final double PENALTY = 0.2;

    /** Copies the notes. */
    public Critique {
        notes = Set.copyOf(notes);
    }

    /**
     * How much two sets have in common: |E and D| / |E or D|, the index of Jaccard ("The distribution of the flora in
     * the alpine zone", 1912); 1 for two empty sets. So it stands in the rule-based reward of Zhang et al., "Critic-V",
     * 2025, section 3.2.
     *
     * @param errors E
     * @param named D
     * @return 0 to 1
     */
    public static double jaccard(Set<Note> errors, Set<Note> named) {
        Set<Note> common = new HashSet<>(errors);
        common.retainAll(named);
        int either = errors.size() + named.size() - common.size();
        return either == 0 ? 1 : common.size() / (double) either;
    }

    /**
     * The form of the critique, judged by rules: 1 less 0.2 for each duplicate and each malformed note, not below 0.
     *
     * @return 0 to 1
     */
    public double form() {
        return Math.max(0, 1 - PENALTY * (duplicates + malformed));
    }
}
