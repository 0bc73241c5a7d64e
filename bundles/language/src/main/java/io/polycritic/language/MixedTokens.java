package io.polycritic.language;

import io.polycritic.nn.NextToken;

/**
 * A geometric mixture of two models, token by token: the softmax of (1 - beta) scores + beta scores of a reference
 * (Munos et al., "Nash learning from human feedback", 2024, section 7: the approximation of the mixture of whole
 * sequences, which it is not). The two models belong to the mixture and are closed with it.
 */
public final class MixedTokens implements NextToken {
    private final NextToken policy;
    private final NextToken reference;
    private final float share;
    private final float[] scores;

    /**
     * Mixes.
     *
     * @param policy a model
     * @param reference another one for as many sequences, of the same vocabulary
     * @param share beta, 0 for the policy alone, 1 for the reference alone
     */
    public MixedTokens(NextToken policy, NextToken reference, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the reference's share is " + share + ", allowed is 0 to 1");
        }
        if (policy.rows() != reference.rows() || policy.vocabulary() != reference.vocabulary()) {
            throw new IllegalArgumentException("a mixture of " + policy.rows() + " x " + policy.vocabulary() + " and "
                    + reference.rows() + " x " + reference.vocabulary() + " scores");
        }
        this.policy = policy;
        this.reference = reference;
        this.share = (float) share;
        this.scores = new float[policy.rows() * policy.vocabulary()];
    }

    @Override
    public int rows() {
        return policy.rows();
    }

    @Override
    public int vocabulary() {
        return policy.vocabulary();
    }

    @Override
    public int context() {
        return Math.min(policy.context(), reference.context());
    }

    @Override
    public void restart() {
        policy.restart();
        reference.restart();
    }

    @Override
    public float[] next(int[] tokens) {
        float[] mine = policy.next(tokens);
        float[] theirs = reference.next(tokens);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (1 - share) * mine[i] + share * theirs[i];
        }
        return scores;
    }

    @Override
    public void close() {
        policy.close();
        reference.close();
    }
}
