package io.polycritic.multitask;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.RandomStream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A stream of prompts of regression: a batch of leading axes [B, L + 1] holds B prompts of L pairs (x, y), and a query
 * with its answer behind them. The field {@link #X} has D covariates, the field {@link #Y} has N targets. The length is
 * no part of the spec: a batch may have any.
 */
@ConsumerType
public interface PromptStream extends DataStream {
    /** The field of the covariates, [D]. */
    String X = "x";

    /** The field of the targets, [N]. */
    String Y = "y";

    /**
     * The number of pairs of a prompt that is learned from.
     *
     * @return L, at least 2
     */
    int length();

    /**
     * The covariance of the covariates.
     *
     * @return [D][D]
     */
    double[][] covariance();

    /**
     * The variance of what is added to each target.
     *
     * @return at least 0
     */
    double noise();

    /**
     * How many covariates a target depends on: those of target n begin at n times that number, and its coefficients
     * have the variance 1 / that number.
     *
     * @return d = D / N
     */
    int dimension();

    /**
     * Draws prompts without moving the stream.
     *
     * @param random draws them
     * @param batch of leading axes [B, L + 1], filled
     */
    void draw(RandomStream random, Batch batch);
}
