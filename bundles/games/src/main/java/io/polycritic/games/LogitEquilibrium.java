package io.polycritic.games;

import java.util.Arrays;

/**
 * Experts of a game: a logit equilibrium, in which each agent's policy is pi_i(a|s) = exp(lambda (Qbar_i(s,a) -
 * V_i(s))) with V_i(s) = (1/lambda) log sum_a exp(lambda Qbar_i(s,a)), and Qbar_i is the soft value of agent i's
 * actions in the game that the others' policies induce (McKelvey and Palfrey, "Quantal response equilibria for normal
 * form games", 1995, for one state).
 *
 * @param rationality lambda, as it was reached
 * @param discount gamma
 * @param policies [N][S A_i]
 * @param values [N][S], V_i
 * @param residual the largest change that one more sweep would make to a policy
 * @param sweeps how many were made
 */
public record LogitEquilibrium(
        double rationality, double discount, double[][] policies, double[][] values, double residual, int sweeps) {
    /** How much smaller lambda is tried next where an equilibrium was not reached. */
    private static final double LESS = 0.8;

    /**
     * How to solve.
     *
     * @param rationality lambda, above 0
     * @param discount gamma, below 1
     * @param step the share of the way to its logit response that a policy goes in a sweep
     * @param tolerance the residual to be reached
     * @param sweeps after how many sweeps lambda is multiplied by 0.8
     */
    public record Method(double rationality, double discount, double step, double tolerance, int sweeps) {}

    /** Solves a game by damped sweeps over all states, from uniform policies. */
    public static LogitEquilibrium of(Game game, Method method) {
        for (double lambda = method.rationality; ; lambda *= LESS) {
            LogitEquilibrium found = new Sweeps(game, lambda, method).run();
            if (found.residual <= method.tolerance) {
                return found;
            }
        }
    }

    /** The probability of a joint action in a state: agents act independently. */
    public double joint(JointActions actions, int state, int joint) {
        double product = 1;
        for (int agent = 0; agent < policies.length; agent++) {
            product *= policies[agent][state * actions.count(agent) + actions.own(agent, joint)];
        }
        return product;
    }

    /** The arrays of one solution. */
    private static final class Sweeps {
        private final Game game;
        private final Method method;
        private final double lambda;
        private final JointActions actions;
        private final double[][] policies;
        private final double[][] values;
        private final double[][] expected;
        private final double[][] marginal;
        private final int[][] own;
        private double moved;

        Sweeps(Game game, double lambda, Method method) {
            this.game = game;
            this.method = method;
            this.lambda = lambda;
            this.actions = game.actions();
            int agents = game.size();
            this.policies = new double[agents][];
            this.values = new double[agents][game.states()];
            this.expected = new double[agents][game.lotteries().outcomes()];
            this.marginal = new double[agents][];
            this.own = new int[agents][actions.size()];
            for (int i = 0; i < agents; i++) {
                policies[i] = new double[game.states() * actions.count(i)];
                Arrays.fill(policies[i], 1.0 / actions.count(i));
                marginal[i] = new double[actions.count(i)];
                for (int joint = 0; joint < actions.size(); joint++) {
                    own[i][joint] = actions.own(i, joint);
                }
            }
        }

        LogitEquilibrium run() {
            double residual = Double.POSITIVE_INFINITY;
            int made = 0;
            while (made < method.sweeps && (residual > method.tolerance || moved > method.tolerance)) {
                residual = sweep();
                made++;
            }
            return new LogitEquilibrium(lambda, method.discount, policies, values, residual, made);
        }

        private double sweep() {
            for (int i = 0; i < values.length; i++) {
                game.lotteries().expect(values[i], expected[i]);
            }
            double residual = 0;
            moved = 0;
            for (int state = 0; state < game.states(); state++) {
                marginalise(state);
                for (int i = 0; i < values.length; i++) {
                    residual = Math.max(residual, respond(i, state));
                }
            }
            return residual;
        }

        private void marginalise(int state) {
            for (double[] sums : marginal) {
                Arrays.fill(sums, 0);
            }
            int first = state * actions.size();
            for (int joint = 0; joint < actions.size(); joint++) {
                int outcome = game.outcomes()[first + joint];
                for (int i = 0; i < values.length; i++) {
                    double weight = 1;
                    for (int k = 0; k < values.length; k++) {
                        if (k != i) {
                            weight *= policies[k][state * marginal[k].length + own[k][joint]];
                        }
                    }
                    double next = outcome == Game.ENDED ? 0 : method.discount * expected[i][outcome];
                    marginal[i][own[i][joint]] += weight * (game.rewards().of(i, first + joint) + next);
                }
            }
        }

        private double respond(int agent, int state) {
            double[] q = marginal[agent];
            double top = q[0];
            for (int a = 1; a < q.length; a++) {
                top = Math.max(top, q[a]);
            }
            double sum = 0;
            for (int a = 0; a < q.length; a++) {
                q[a] = Math.exp(lambda * (q[a] - top));
                sum += q[a];
            }
            double residual = 0;
            double[] policy = policies[agent];
            for (int a = 0; a < q.length; a++) {
                int at = state * q.length + a;
                double change = q[a] / sum - policy[at];
                residual = Math.max(residual, Math.abs(change));
                policy[at] += method.step * change;
            }
            double value = top + Math.log(sum) / lambda;
            moved = Math.max(moved, Math.abs(value - values[agent][state]));
            values[agent][state] = value;
            return residual;
        }
    }
}
