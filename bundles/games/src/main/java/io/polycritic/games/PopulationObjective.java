package io.polycritic.games;

import io.polycritic.numerics.Objective;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Minus the objective of inverse Q-learning of one agent, and its gradient, exactly: sum over (s, a) of rho_E(s, a)
 * phi(x) - (1 - gamma) sum over s of p0(s) V(s), with x = Q(s, a) - gamma E[V(s')|s, a], V = (1/lambda) log sum
 * exp(lambda Qbar), and Qbar the average of Q over the others' policies, which are constants. The unknowns are Q [S J],
 * or [S A_i] where the critic is direct.
 */
public final class PopulationObjective implements Objective {
    private final Game game;
    private final int agent;
    private final Setting setting;
    private final double[] occupancy;
    private final double[] others;
    private final boolean joint;
    private final double[] marginal;
    private final double[] values;
    private final double[] valueSlopes;
    private final double[] expected;
    private final double[] expectedSlopes;

    /** Lambda, gamma, phi and its derivative. */
    public record Setting(double rationality, double discount, DoubleUnaryOperator phi, DoubleUnaryOperator slope) {}

    /**
     * Makes an objective.
     *
     * @param agent the agent's index
     * @param occupancy [S J], rho_E: discounted, of sum 1
     * @param others [S J_-i], the probability of what the others do together
     * @param joint whether the unknowns value joint actions
     */
    public PopulationObjective(
            Game game, int agent, Setting setting, double[] occupancy, double[] others, boolean joint) {
        if (!(setting.discount < 1)) {
            throw new IllegalArgumentException("gamma is " + setting.discount + "; the exact form needs gamma < 1");
        }
        this.game = game;
        this.agent = agent;
        this.setting = setting;
        this.occupancy = occupancy;
        this.others = others;
        this.joint = joint;
        this.marginal = new double[game.states() * game.actions().count(agent)];
        this.values = new double[game.states()];
        this.valueSlopes = new double[game.states()];
        this.expected = new double[game.lotteries().outcomes()];
        this.expectedSlopes = new double[game.lotteries().outcomes()];
    }

    /** The probabilities [S J_-i] of what all but one agent do, of given policies [N][S A_k]. */
    public static double[] others(Game game, double[][] policies, int agent) {
        JointActions actions = game.actions();
        double[] weights = new double[game.states() * actions.others(agent)];
        for (int state = 0; state < game.states(); state++) {
            for (int other = 0; other < actions.others(agent); other++) {
                int joint = actions.joint(agent, 0, other);
                double product = 1;
                for (int k = 0; k < policies.length; k++) {
                    if (k != agent) {
                        product *= policies[k][state * actions.count(k) + actions.own(k, joint)];
                    }
                }
                weights[state * actions.others(agent) + other] = product;
            }
        }
        return weights;
    }

    /** Counts the unknowns. */
    public int size() {
        return game.states() * (joint ? game.actions().size() : game.actions().count(agent));
    }

    /** The Boltzmann policy [S A_i] of given unknowns. */
    public double[] policy(double[] q) {
        look(q);
        int count = game.actions().count(agent);
        double[] policy = new double[marginal.length];
        for (int at = 0; at < policy.length; at++) {
            policy[at] = Math.exp(setting.rationality * (marginal[at] - values[at / count]));
        }
        return policy;
    }

    /** V [S] of given unknowns. */
    public double[] values(double[] q) {
        look(q);
        return values.clone();
    }

    /** Which unknown values a joint action in a state. */
    private int index(int state, int action) {
        JointActions actions = game.actions();
        return joint ? state * actions.size() + action : state * actions.count(agent) + actions.own(agent, action);
    }

    private void look(double[] q) {
        JointActions actions = game.actions();
        int count = actions.count(agent);
        if (joint) {
            Arrays.fill(marginal, 0);
            for (int state = 0; state < game.states(); state++) {
                for (int j = 0; j < actions.size(); j++) {
                    marginal[state * count + actions.own(agent, j)] +=
                            others[state * actions.others(agent) + actions.other(agent, j)]
                                    * q[state * actions.size() + j];
                }
            }
        } else {
            System.arraycopy(q, 0, marginal, 0, marginal.length);
        }
        for (int state = 0; state < game.states(); state++) {
            double top = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < count; a++) {
                top = Math.max(top, marginal[state * count + a]);
            }
            double sum = 0;
            for (int a = 0; a < count; a++) {
                sum += Math.exp(setting.rationality * (marginal[state * count + a] - top));
            }
            values[state] = top + Math.log(sum) / setting.rationality;
        }
    }

    @Override
    public double evaluate(double[] q, double[] gradient) {
        look(q);
        game.lotteries().expect(values, expected);
        Arrays.fill(gradient, 0);
        Arrays.fill(expectedSlopes, 0);
        int n = game.actions().size();
        double sum = 0;
        for (int at = 0; at < occupancy.length; at++) {
            if (occupancy[at] > 0) {
                int unknown = index(at / n, at % n);
                double x = implied(q, at);
                double slope = occupancy[at] * setting.slope.applyAsDouble(x);
                sum -= occupancy[at] * setting.phi.applyAsDouble(x);
                gradient[unknown] -= slope;
                if (game.outcomes()[at] != Game.ENDED) {
                    expectedSlopes[game.outcomes()[at]] += setting.discount * slope;
                }
            }
        }
        game.lotteries().arrive(expectedSlopes, valueSlopes);
        for (int state = 0; state < game.states(); state++) {
            double first = (1 - setting.discount) * game.initial()[state];
            sum += first * values[state];
            valueSlopes[state] += first;
        }
        spread(gradient);
        return sum;
    }

    /** The implied reward of the joint action at the index s J + a, after {@link #look}. */
    private double implied(double[] q, int at) {
        int n = game.actions().size();
        int outcome = game.outcomes()[at];
        double next = outcome == Game.ENDED ? 0 : setting.discount * expected[outcome];
        return q[index(at / n, at % n)] - next;
    }

    /** The implied rewards x [S J] of given unknowns, in expectation over what follows. */
    public double[] implied(double[] q) {
        look(q);
        game.lotteries().expect(values, expected);
        double[] all = new double[occupancy.length];
        for (int at = 0; at < all.length; at++) {
            all[at] = implied(q, at);
        }
        return all;
    }

    /** dV(s)/dQ(s, a) = pi(a_i|s) w(a_-i|s). */
    private void spread(double[] gradient) {
        JointActions actions = game.actions();
        int count = actions.count(agent);
        for (int state = 0; state < game.states(); state++) {
            for (int a = 0; a < count; a++) {
                double own = Math.exp(setting.rationality * (marginal[state * count + a] - values[state]));
                double slope = valueSlopes[state] * own;
                if (!joint) {
                    gradient[state * count + a] += slope;
                    continue;
                }
                for (int other = 0; other < actions.others(agent); other++) {
                    gradient[state * actions.size() + actions.joint(agent, a, other)] +=
                            slope * others[state * actions.others(agent) + other];
                }
            }
        }
    }
}
