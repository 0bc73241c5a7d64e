package io.polycritic.language;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A stream of prompts with a response each that somebody wrote, with others kept apart for evaluators. Rows have the
 * fields {@link TextSpace#PROMPT} and {@link TextSpace#RESPONSE}.
 */
@ConsumerType
public interface PromptStream extends DataStream {
    /**
     * Fills a batch with prompts that learners never see, the same ones in each run.
     *
     * @param from the number of the first one, at least 0; there is no last one
     * @param batch the batch; its rows say how many are wanted
     */
    void heldOut(long from, Batch batch);
}
