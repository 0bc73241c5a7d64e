package io.polycritic.preference;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;

/**
 * The game of two players who both choose a policy over n responses and are paid by P_tau(pi > pi') = P(pi > pi') - tau
 * KL(pi, mu) + tau KL(pi', mu) (Munos et al., "Nash learning from human feedback", 2023, arXiv 2312.00886, section 5).
 * Its equilibrium pi* is unique, the same for both, and the fixed point of {@link #bestResponse}.
 *
 * @param preferences P
 * @param reference mu [n], probabilities, none of them 0
 * @param tau how much distance from the reference costs, above 0
 */
public record RegularisedGame(PreferenceMatrix preferences, double[] reference, double tau) {
    private static final double RESIDUAL = 1e-13;
    private static final double FIRST_STEP = 0.25;
    private static final double LEAST_STEP = 1e-6;

    /** Iterations in which the residual must become smaller, or the step does. */
    private static final int PATIENCE = 200;

    /**
     * Checks reference and tau.
     *
     * @throws InvalidConfigException naming what is wrong
     */
    public RegularisedGame {
        requireSupport(preferences.size(), reference);
        if (!(tau > 0)) {
            throw new InvalidConfigException(
                    "tau",
                    "found " + tau + ", allowed is more than 0: without regularisation equilibria are not unique");
        }
    }

    /**
     * Checks a reference policy.
     *
     * @param size n
     * @param reference mu
     * @throws InvalidConfigException of the key {@code reference} if it is no distribution over n responses or one of
     *     them has the probability 0
     */
    public static void requireSupport(int size, double[] reference) {
        if (reference.length != size) {
            throw new InvalidConfigException(
                    "reference", "found " + reference.length + " probabilities, allowed are " + size);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            if (!(reference[i] > 0)) {
                throw new InvalidConfigException(
                        "reference", "reference needs full support: response " + i + " has " + reference[i]);
            }
            sum += reference[i];
        }
        if (!(Math.abs(sum - 1) <= 1e-9)) {
            throw new InvalidConfigException("reference", "found probabilities of the sum " + sum + ", allowed is 1");
        }
    }

    /** KL(p, q) of two distributions, in nats. */
    public static double divergence(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] > 0 ? p[i] * Math.log(p[i] / q[i]) : 0;
        }
        return sum;
    }

    /** P_tau(pi > pi'); 1/2 for a policy against itself. */
    public double preference(double[] policy, double[] opponent) {
        double regularisation = divergence(policy, reference) - divergence(opponent, reference);
        return preferences.win(policy, opponent) - tau * regularisation;
    }

    /**
     * The policy mu exp(r / tau) / Z, the best one for rewards whose distance from the reference costs tau.
     *
     * @param rewards r [n]
     * @return [n]
     */
    public double[] optimum(double[] rewards) {
        double[] policy = new double[rewards.length];
        double top = Double.NEGATIVE_INFINITY;
        for (double reward : rewards) {
            top = Math.max(top, reward);
        }
        double sum = 0;
        for (int i = 0; i < policy.length; i++) {
            policy[i] = reference[i] * Math.exp((rewards[i] - top) / tau);
            sum += policy[i];
        }
        for (int i = 0; i < policy.length; i++) {
            policy[i] /= sum;
        }
        return policy;
    }

    /** The best policy against an opponent: mu exp(P(. > pi') / tau) / Z. */
    public double[] bestResponse(double[] opponent) {
        double[] wins = new double[opponent.length];
        preferences.wins(opponent, wins);
        return optimum(wins);
    }

    /**
     * By how much the best policy against pi exceeds 1/2: X(pi) = tau log sum_y mu(y) exp(P(y > pi) / tau) + tau KL(pi,
     * mu) - 1/2, the value of section 5's objective at {@link #bestResponse}. At least 0, and 0 at pi* only.
     */
    public double exploitability(double[] policy) {
        double[] wins = new double[policy.length];
        preferences.wins(policy, wins);
        double top = Double.NEGATIVE_INFINITY;
        for (double win : wins) {
            top = Math.max(top, win);
        }
        double sum = 0;
        for (int i = 0; i < wins.length; i++) {
            sum += reference[i] * Math.exp((wins[i] - top) / tau);
        }
        return top + tau * Math.log(sum) + tau * divergence(policy, reference) - 0.5;
    }

    /** The same without regularisation: max_y P(y > pi) - 1/2. */
    public double plainExploitability(double[] policy) {
        double[] wins = new double[policy.length];
        preferences.wins(policy, wins);
        double top = 0;
        for (double win : wins) {
            top = Math.max(top, win);
        }
        return top - 0.5;
    }

    /**
     * Finds pi* by steps towards the best response, pi <- (1 - s) pi + s BR(pi), until none of its probabilities would
     * move by more than 1e-13. Steps become shorter where that does not come nearer.
     *
     * @return [n]
     * @throws PolycriticException if it is not found, as may be for a very small tau
     */
    public double[] equilibrium() {
        double[] policy = reference.clone();
        double least = Double.POSITIVE_INFINITY;
        int since = 0;
        for (double step = FIRST_STEP; step > LEAST_STEP; ) {
            double[] best = bestResponse(policy);
            double residual = 0;
            for (int i = 0; i < policy.length; i++) {
                residual = Math.max(residual, Math.abs(best[i] - policy[i]));
                policy[i] += step * (best[i] - policy[i]);
            }
            if (residual < RESIDUAL) {
                return best;
            }
            if (residual < least) {
                least = residual;
                since = 0;
            } else if (++since > PATIENCE) {
                step /= 2;
                since = 0;
            }
        }
        throw new PolycriticException(
                ErrorCode.USER, "tau", "no equilibrium was found for tau = " + tau + "; the last residual is " + least);
    }
}
