package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;

/** Log-probabilities and entropies of the distributions that policies draw from. */
public final class Distributions {
    /** log(2 pi). */
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private Distributions() {}

    /**
     * log N(x; mean, exp(logStd)^2), summed over independent dimensions.
     *
     * @param mean [B, a]
     * @param logStd [a]
     * @param x [B, a]
     * @return [B, 1]
     */
    public static Node gaussianLogProbability(Node mean, Node logStd, Node x) {
        Node scaled = Elementwise.multiply(Elementwise.subtract(x, mean), Elementwise.exp(Elementwise.negate(logStd)));
        Node each = Elementwise.add(Elementwise.scale(Elementwise.square(scaled), 0.5f), logStd);
        int dimensions = mean.shape().length(-1);
        return Elementwise.shift(Elementwise.negate(Reduce.sum(each, -1)), (float) (-0.5 * dimensions * LOG_TWO_PI));
    }

    /**
     * The entropy of a Gaussian, which does not depend on its mean.
     *
     * @param logStd [a]
     * @return a scalar
     */
    public static Node gaussianEntropy(Node logStd) {
        double constant = 0.5 * (1 + LOG_TWO_PI) * logStd.shape().size();
        return Elementwise.shift(Reduce.sum(logStd), (float) constant);
    }

    /**
     * The log-probability of classes.
     *
     * @param logits [.., n], not normalised
     * @param classes [..], whole numbers from 0 to n-1; any other gives 0
     * @return [.., 1]
     */
    public static Node categoricalLogProbability(Node logits, Node classes) {
        int[] lengths = logits.shape().toArray();
        lengths[lengths.length - 1] = 1;
        return Indexing.takeAlong(Reduce.logSoftmax(logits), Shaping.reshape(classes, lengths));
    }

    /**
     * The mean entropy of categorical distributions.
     *
     * @param logits [B, n], not normalised
     * @return a scalar
     */
    public static Node categoricalEntropy(Node logits) {
        Node log = Reduce.logSoftmax(logits);
        Node each = Reduce.sum(Elementwise.multiply(Elementwise.exp(log), log), -1);
        return Elementwise.negate(Reduce.mean(each));
    }

    /**
     * The mean squared difference.
     *
     * @param x any shape
     * @param y the same shape
     * @return a scalar
     */
    public static Node meanSquare(Node x, Node y) {
        return Reduce.mean(Elementwise.square(Elementwise.subtract(x, y)));
    }

    /**
     * The mean cross-entropy of classes.
     *
     * @param logits [.., n], not normalised
     * @param classes [..], whole numbers from 0 to n-1; any other counts as 0
     * @return a scalar
     */
    public static Node crossEntropy(Node logits, Node classes) {
        return Elementwise.multiply(Reduce.mean(categoricalLogProbability(logits, classes)), Graphs.constant(-1f));
    }
}
