package io.polycritic.multitask;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.learner.Learner;
import org.osgi.annotation.versioning.ConsumerType;

/** A learner that answers the query of a prompt of regression by one layer of attention over its pairs. */
@ConsumerType
public interface PromptLearner extends Learner {
    /**
     * The heads as they are now.
     *
     * @return copies
     */
    AttentionHeads heads();

    /**
     * Whether the weights of a head are independent of the number of pairs; false where a longer prompt gives a larger
     * output.
     *
     * @return true for means, false for sums
     */
    boolean normalised();

    /**
     * Answers prompts with the present parameters.
     *
     * @param prompts B, how many at once
     * @param length L, pairs of a prompt
     * @return what answers them; the caller closes it
     */
    Predictor predictor(int prompts, int length);

    /** Answers a fixed number of prompts. */
    @ConsumerType
    interface Predictor extends AutoCloseable {
        /**
         * Answers.
         *
         * @param batch of leading axes [B, L + 1], as a {@link PromptStream} fills it; the last token's y is not looked
         *     at
         * @param into [B, N], written to
         */
        void predict(Batch batch, float[] into);

        @Override
        void close();
    }
}
