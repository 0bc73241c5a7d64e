package io.polycritic.preference;

import io.polycritic.api.environment.SplitStream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A stream of labelled comparisons, with others kept apart for evaluators. Rows have the fields that
 * {@link Comparisons#rows} lists.
 */
@ConsumerType
public interface ComparisonStream extends SplitStream {
    /**
     * What the judge who labels comparisons thinks of them, before chance decides. Only evaluators may ask.
     *
     * @param split the split
     * @param items the index of each comparison within its split
     * @param logits written to: log-odds for the first response, or any number of their sign where there is no chance
     */
    void judge(Split split, int[] items, float[] logits);
}
