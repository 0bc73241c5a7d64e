package io.polycritic.games;

import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * The agents' policies in one state, given what their critics say there. A direct critic's policy is the Boltzmann
 * policy of its values. Joint critics' policies depend on one another; they are the fixed point pi_i prop. to
 * exp(lambda_i Qbar_i) with Qbar_i under the others' policies, found by damped response from uniform policies. So the
 * policies are a function of the critics and the state alone. Allocates nothing after it was made.
 */
public final class StageGame {
    private static final double STEP = 0.7;
    private static final double TOLERANCE = 1e-4;
    private static final int ROUNDS = 32;
    private static final int SAMPLES = 32;
    private static final int MOST_ENUMERATED = 256;

    private final JointActions actions;
    private final Role[] roles;
    private final double[][] policies;
    private final double[][] marginals;
    private final double[][] others;
    private final RandomStream random;
    private final boolean coupled;

    /** How the others' joint actions are averaged over. */
    public enum Averaging {
        /** All of them up to 256, else as with {@link #SAMPLE}. */
        AUTO,
        /** All of them. */
        ENUMERATE,
        /** 32 that are drawn from the others' policies. */
        SAMPLE;

        /**
         * Whether actions are drawn.
         *
         * @param count the others' joint actions
         */
        boolean draws(int count) {
            return this == SAMPLE || this == AUTO && count > MOST_ENUMERATED;
        }

        /** Whether so many of the others' joint actions can be averaged over in this way. */
        public boolean allows(int count) {
            return this != ENUMERATE || count <= MOST_ENUMERATED;
        }
    }

    /**
     * What is known of an agent's critic.
     *
     * @param joint whether it values joint actions [J], or the agent's own [A_i]
     * @param rationality lambda
     * @param averaging how the others are averaged over
     */
    public record Role(boolean joint, double rationality, Averaging averaging) {
        /** What a critic says of itself. */
        public static Role of(MarginalCritic critic) {
            return new Role(critic.joint(), critic.rationality(), critic.averaging());
        }
    }

    /**
     * Makes the arrays.
     *
     * @param roles one an agent
     * @param random draws the others' actions where that is wanted
     */
    public StageGame(JointActions actions, List<Role> roles, RandomStream random) {
        this.actions = actions;
        this.roles = roles.toArray(new Role[0]);
        this.random = random;
        int n = actions.agents();
        this.policies = new double[n][];
        this.marginals = new double[n][];
        this.others = new double[n][];
        for (int i = 0; i < n; i++) {
            policies[i] = new double[actions.count(i)];
            marginals[i] = new double[actions.count(i)];
            others[i] = new double[actions.others(i)];
        }
        this.coupled = roles.stream().filter(Role::joint).count() > 1;
    }

    /**
     * Finds the policies in the state of a row.
     *
     * @param values what each agent's critic says of all rows, [B, J] or [B, A_i]
     * @param row the row
     */
    public void solve(List<float[]> values, int row) {
        for (int i = 0; i < roles.length; i++) {
            if (roles[i].joint) {
                Arrays.fill(policies[i], 1.0 / policies[i].length);
            } else {
                for (int a = 0; a < marginals[i].length; a++) {
                    marginals[i][a] = values.get(i)[row * marginals[i].length + a];
                }
                respond(i, 1);
            }
        }
        double change = 1;
        for (int round = 0; round < (coupled ? ROUNDS : 1) && change > TOLERANCE; round++) {
            for (int i = 0; i < roles.length; i++) {
                if (roles[i].joint) {
                    marginalise(i, values.get(i), row * actions.size());
                }
            }
            change = 0;
            for (int i = 0; i < roles.length; i++) {
                if (roles[i].joint) {
                    change = Math.max(change, respond(i, coupled ? STEP : 1));
                }
            }
        }
        for (int i = 0; i < roles.length; i++) {
            weigh(i);
        }
    }

    private void marginalise(int agent, float[] values, int first) {
        weigh(agent);
        double[] marginal = marginals[agent];
        int stride = actions.stride(agent);
        int count = marginal.length;
        for (int a = 0; a < count; a++) {
            double sum = 0;
            int other = 0;
            for (int block = first + a * stride; other < others[agent].length; block += stride * count) {
                for (int k = 0; k < stride; k++) {
                    sum += others[agent][other++] * values[block + k];
                }
            }
            marginal[a] = sum;
        }
    }

    /** How likely each of the others' joint actions is, or how often it was drawn. */
    private void weigh(int agent) {
        double[] weights = others[agent];
        if (!roles[agent].averaging.draws(weights.length)) {
            if (policies.length == 2) {
                System.arraycopy(policies[1 - agent], 0, weights, 0, weights.length);
                return;
            }
            int filled = 1;
            weights[0] = 1;
            for (int k = 0; k < policies.length; k++) {
                if (k != agent) {
                    filled = spread(weights, filled, policies[k]);
                }
            }
            return;
        }
        Arrays.fill(weights, 0);
        for (int sample = 0; sample < SAMPLES; sample++) {
            int other = 0;
            for (int k = 0; k < policies.length; k++) {
                if (k != agent) {
                    other = other * policies[k].length + draw(policies[k], random);
                }
            }
            weights[other] += 1.0 / SAMPLES;
        }
    }

    /** Multiplies the first weights by each number of a policy, which counts faster than what was there before. */
    private static int spread(double[] weights, int filled, double[] policy) {
        for (int before = filled - 1; before >= 0; before--) {
            double weight = weights[before];
            for (int a = policy.length - 1; a >= 0; a--) {
                weights[before * policy.length + a] = weight * policy[a];
            }
        }
        return filled * policy.length;
    }

    /** Moves a policy towards the Boltzmann policy of its marginal values; returns how far that one is off. */
    private double respond(int agent, double step) {
        double[] q = marginals[agent];
        double[] policy = policies[agent];
        double top = q[0];
        for (int a = 1; a < q.length; a++) {
            top = Math.max(top, q[a]);
        }
        double sum = 0;
        for (int a = 0; a < q.length; a++) {
            q[a] = Math.exp(roles[agent].rationality * (q[a] - top));
            sum += q[a];
        }
        double most = 0;
        for (int a = 0; a < q.length; a++) {
            double change = q[a] / sum - policy[a];
            most = Math.max(most, Math.abs(change));
            policy[a] += step * change;
        }
        return most;
    }

    /** Draws one of the numbers 0 .. n-1 with given probabilities. */
    static int draw(double[] policy, RandomStream random) {
        double wanted = random.nextDouble();
        double passed = 0;
        for (int a = 0; a < policy.length - 1; a++) {
            passed += policy[a];
            if (wanted < passed) {
                return a;
            }
        }
        return policy.length - 1;
    }

    /** An agent's policy in the state that was solved last, [A_i], live. */
    public double[] policy(int agent) {
        return policies[agent];
    }

    /** Draws an agent's action in the state that was solved last. */
    public int draw(int agent, RandomStream stream) {
        return draw(policies[agent], stream);
    }

    /** The agent's most likely action in the state that was solved last. */
    public int mode(int agent) {
        int best = 0;
        for (int a = 1; a < policies[agent].length; a++) {
            if (policies[agent][a] > policies[agent][best]) {
                best = a;
            }
        }
        return best;
    }

    /** Writes how likely the others' joint actions are in the state that was solved last, from an index on. */
    public void others(int agent, float[] target, int offset) {
        for (int k = 0; k < others[agent].length; k++) {
            target[offset + k] = (float) others[agent][k];
        }
    }
}
