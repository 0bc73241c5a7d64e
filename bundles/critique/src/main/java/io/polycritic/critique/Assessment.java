package io.polycritic.critique;

import java.util.Set;

/**
 * A path held against what is true.
 *
 * @param correct whether its answer is the right one
 * @param answer the token of its answer, {@link PathSpace#NONE} if it has none
 * @param claimF1 harmonic mean of the share of its claims that are right and of the share of right claims that it has;
 *     1 where there are none on either side
 * @param hallucination the share of its claims that are about something that is not there; 0 without claims
 * @param errors everything that is wrong with it
 */
public record Assessment(boolean correct, int answer, double claimF1, double hallucination, Set<Note> errors) {
    /** Copies the errors. */
    public Assessment {
        errors = Set.copyOf(errors);
    }
}
