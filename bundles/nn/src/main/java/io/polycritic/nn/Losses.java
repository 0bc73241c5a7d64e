package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;

/** Losses of differences, number by number. */
public final class Losses {
    private Losses() {}

    /**
     * Huber's loss ("Robust estimation of a location parameter", 1964): x^2 / 2 where |x| is at most 1, |x| - 1/2
     * beyond.
     *
     * @param x any shape
     * @return the same shape
     */
    public static Node huber(Node x) {
        Node size = Elementwise.abs(x);
        Node inside = Elementwise.minimum(size, Graphs.constant(1f));
        // c (|x| - c / 2) with c = min(|x|, 1), which is x^2 / 2 inside and |x| - 1/2 outside.
        return Elementwise.multiply(inside, Elementwise.subtract(size, Elementwise.scale(inside, 0.5f)));
    }

    /**
     * The quantile Huber loss of Dabney, Rowland, Bellemare and Munos, "Distributional reinforcement learning with
     * quantile regression", 2018, equation 10 with kappa 1 and algorithm 1: sum over quantiles i of the mean over
     * targets j of |tau_i - [u_ij < 0]| huber(u_ij) with u_ij = target_j - quantile_i and tau_i = (2 i + 1) / (2 K).
     *
     * @param quantiles [B, K]
     * @param targets [B, M], seen as constants
     * @param weights [B, M] with sum 1 in each row, for another mean than the plain one; null for that
     * @return [B, 1]
     */
    public static Node quantileHuber(Node quantiles, Node targets, Node weights) {
        int rows = quantiles.shape().length(0);
        int k = quantiles.shape().length(1);
        int m = targets.shape().length(1);
        Node each = Elementwise.subtract(
                Shaping.reshape(Elementwise.stopGradient(targets), rows, 1, m), Shaping.reshape(quantiles, rows, k, 1));
        float[] levels = new float[k];
        for (int i = 0; i < k; i++) {
            levels[i] = (2 * i + 1) / (2f * k);
        }
        Node below = Elementwise.greater(Graphs.constant(0f), each);
        Node slope = Elementwise.abs(Elementwise.subtract(Graphs.constant(levels, 1, k, 1), below));
        Node loss = Elementwise.multiply(slope, huber(each));
        Node mean = weights == null
                ? Reduce.mean(loss, 2)
                : Reduce.sum(Elementwise.multiply(loss, Shaping.reshape(weights, rows, 1, m)), 2);
        return Shaping.reshape(Reduce.sum(mean, 1), rows, 1);
    }
}
