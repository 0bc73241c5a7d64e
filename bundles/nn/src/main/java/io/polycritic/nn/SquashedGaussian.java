package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;

/**
 * Numbers from -1 to 1: tanh of independent Gaussians (Haarnoja, Zhou, Abbeel and Levine, "Soft actor-critic:
 * off-policy maximum entropy deep reinforcement learning with a stochastic actor", 2018, appendix C), as a
 * differentiable function of standard normal noise.
 *
 * @param samples tanh(u) with u = mean + exp(logStd) noise, [B, a]
 * @param logProbability log-probability density of the samples, [B, 1]
 */
public record SquashedGaussian(Node samples, Node logProbability) {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /**
     * log pi(tanh u) = log N(u) - sum log(1 - tanh(u)^2) (equation 21), where log(1 - tanh(u)^2) is computed as 2 (log
     * 2 - u - softplus(-2 u)), which neither overflows nor needs a small number added.
     *
     * @param mean [B, a]
     * @param logStd [B, a] or [a]
     * @param noise [B, a], standard normal
     * @return samples and their log-probabilities
     */
    public static SquashedGaussian of(Node mean, Node logStd, Node noise) {
        Node raw = Elementwise.add(mean, Elementwise.multiply(Elementwise.exp(logStd), noise));
        Node gaussian = Elementwise.add(Elementwise.scale(Elementwise.square(noise), 0.5f), logStd);
        Node softplus = Elementwise.softplus(Elementwise.scale(raw, -2f));
        Node slope = Elementwise.scale(Elementwise.add(raw, softplus), -2f);
        Node each = Elementwise.negate(Elementwise.add(gaussian, slope));
        int width = mean.shape().length(-1);
        double constant = -width * (HALF_LOG_TWO_PI + 2 * Math.log(2));
        return new SquashedGaussian(Elementwise.tanh(raw), Elementwise.shift(Reduce.sum(each, -1), (float) constant));
    }
}
