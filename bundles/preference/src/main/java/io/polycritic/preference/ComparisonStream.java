package io.polycritic.preference;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A stream of comparisons for reward models, with others kept apart for evaluators. Rows have the fields that
 * {@link Comparisons#rows} lists.
 */
@ConsumerType
public interface ComparisonStream extends DataStream {
    /**
     * Counts the comparisons that are kept apart.
     *
     * @return at least 1; the same in each copy of a run
     */
    int heldOut();

    /**
     * Fills a batch with comparisons that {@link #next} never yields, and with {@link Comparisons#JUDGE_LOGIT}.
     *
     * @param from the number of the first one
     * @param batch the batch; its rows say how many are wanted
     * @throws IllegalArgumentException if there are not so many
     */
    void heldOut(int from, Batch batch);
}
