package io.polycritic.language;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.tensor.Compute;
import io.polycritic.nn.NextToken;
import io.polycritic.nn.SequenceSampler;
import io.polycritic.nn.TokenChoice;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A learner that answers prompts. Evaluators, reward models and other learners reach it in their own run, or frozen in
 * another one; what they make of it uses its parameters as they are then.
 */
@ConsumerType
public interface TextPolicy extends Learner {
    /** What the texts that it learns from are like. */
    TextSpace space();

    /** The model, whose parameters change with each update. */
    LanguageModel languageModel();

    /**
     * Scores of next tokens, to sample from or to mix.
     *
     * @param compute the asking part's compiler
     * @param rows how many sequences side by side
     * @return the scores; the caller closes them
     */
    default NextToken nextToken(Compute compute, int rows) {
        return new SequenceSampler(
                compute, languageModel().model(), languageModel().parameters(), rows);
    }

    /**
     * Samples responses.
     *
     * @param compute the asking part's compiler
     * @param rows how many prompts at once
     * @param space what the prompts and responses are like, which may be others than those that it learns from
     * @param choice how tokens are drawn
     * @return the sampler; the caller closes it
     */
    default TextSampler sampler(Compute compute, int rows, TextSpace space, TokenChoice choice) {
        return new TextSampler(nextToken(compute, rows), space, choice);
    }

    /**
     * Scores given responses.
     *
     * @param compute the asking part's compiler
     * @param rows how many texts at once
     * @param space what the texts are like
     * @return the scorer; the caller closes it
     */
    default TextScorer scorer(Compute compute, int rows, TextSpace space) {
        return new TextScorer(compute, languageModel(), rows, space);
    }
}
