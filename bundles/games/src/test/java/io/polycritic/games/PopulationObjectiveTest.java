package io.polycritic.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.numerics.Lbfgs;
import org.junit.jupiter.api.Test;

/** The mechanism checks of multi-agent inverse Q-learning, on exact expectations. */
class PopulationObjectiveTest {
    private static final double LAMBDA = 4;
    private static final double GAMMA = 0.9;

    private final Game game = SmallGames.random(4, 7, 3, 2);
    private final double[][] experts = LogitEquilibrium.of(
                    game, new LogitEquilibrium.Method(LAMBDA, GAMMA, 0.2, 1e-10, 20_000))
            .policies();
    private final double[] occupancy = SmallGames.occupancy(game, JointPolicy.of(game, experts), GAMMA);

    private static PopulationObjective.Setting chi2(double alpha) {
        return new PopulationObjective.Setting(LAMBDA, GAMMA, x -> x - x * x / (4 * alpha), x -> 1 - x / (2 * alpha));
    }

    private static PopulationObjective.Setting linear() {
        return new PopulationObjective.Setting(LAMBDA, GAMMA, x -> x, x -> 1);
    }

    private PopulationObjective objective(
            int agent, PopulationObjective.Setting setting, double[][] others, boolean joint) {
        return new PopulationObjective(
                game, agent, setting, occupancy, PopulationObjective.others(game, others, agent), joint);
    }

    private static double[] numbers(int count) {
        RandomStream random = RandomStream.of(5, "q", "test");
        double[] q = new double[count];
        for (int i = 0; i < count; i++) {
            q[i] = random.nextGaussian() / 2;
        }
        return q;
    }

    private static double[] gradient(PopulationObjective objective, double[] q) {
        double[] gradient = new double[q.length];
        objective.evaluate(q, gradient);
        return gradient;
    }

    @Test
    void gradientIsThatOfCentralDifferences() {
        for (boolean joint : new boolean[] {true, false}) {
            PopulationObjective objective = objective(1, chi2(1), SmallGames.policies(game, 9), joint);
            double[] q = numbers(objective.size());
            double[] gradient = gradient(objective, q);
            double[] ignored = new double[q.length];
            for (int k = 0; k < q.length; k++) {
                double[] up = q.clone();
                double[] down = q.clone();
                up[k] += 1e-5;
                down[k] -= 1e-5;
                double slope = (objective.evaluate(up, ignored) - objective.evaluate(down, ignored)) / 2e-5;
                assertEquals(slope, gradient[k], 1e-8);
            }
        }
    }

    /** (a) At the optimum rho_E (1 - x / (2 alpha)) is the occupancy of the agent's policy and the others'. */
    @Test
    void stationaryPointsMatchOccupancies() {
        for (double alpha : new double[] {1, 10, 50}) {
            for (int agent = 0; agent < 2; agent++) {
                double[][] others = SmallGames.policies(game, 11);
                PopulationObjective objective = objective(agent, chi2(alpha), others, true);
                Lbfgs.Result found = new Lbfgs(20, 1e-12, 5000).minimise(objective, new double[objective.size()]);
                double[] x = objective.implied(found.x());
                double[][] both = others.clone();
                both[agent] = objective.policy(found.x());
                double[] reached = SmallGames.occupancy(game, JointPolicy.of(game, both), GAMMA);
                double mean = 0;
                double demonstrated = 0;
                double made = 0;
                for (int at = 0; at < x.length; at++) {
                    assertEquals(reached[at], occupancy[at] * (1 - x[at] / (2 * alpha)), 1e-6);
                    mean += occupancy[at] * x[at];
                    demonstrated += occupancy[at];
                    made += reached[at];
                }
                // equal where nothing ends; here an end makes the sums differ
                assertEquals(2 * alpha * (demonstrated - made), mean, 1e-6);
            }
        }
    }

    /** (a) Hence implied rewards are 0 in the mean where games do not end. */
    @Test
    void impliedRewardsHaveMeanZero() {
        Game endless = new Game(
                game.agents(),
                game.actions(),
                game.observation(),
                game.initial(),
                game.outcomes().clone(),
                game.lotteries(),
                game.rewards());
        endless.outcomes()[endless.outcomes().length - 1] = 0;
        double[][] policies = SmallGames.policies(endless, 3);
        double[] rho = SmallGames.occupancy(endless, JointPolicy.of(endless, policies), GAMMA);
        PopulationObjective objective = new PopulationObjective(
                endless,
                0,
                chi2(5),
                rho,
                PopulationObjective.others(endless, SmallGames.policies(endless, 4), 0),
                true);
        Lbfgs.Result found = new Lbfgs(20, 1e-12, 5000).minimise(objective, new double[objective.size()]);
        double[] x = objective.implied(found.x());
        double mean = 0;
        for (int at = 0; at < x.length; at++) {
            mean += rho[at] * x[at];
        }
        assertEquals(0, mean, 1e-6);
    }

    /** (b) With a linear phi and a direct critic the gradient is 1/lambda times that of behaviour cloning. */
    @Test
    void linearDirectIsBehaviourCloning() {
        PopulationObjective objective = objective(0, linear(), experts, false);
        double[] q = numbers(objective.size());
        double[] gradient = gradient(objective, q);
        double[] policy = objective.policy(q);
        int n = 3;
        for (int s = 0; s < game.states(); s++) {
            double visits = 0;
            double[] own = new double[n];
            for (int joint = 0; joint < 6; joint++) {
                visits += occupancy[s * 6 + joint];
                own[game.actions().own(0, joint)] += occupancy[s * 6 + joint];
            }
            for (int a = 0; a < n; a++) {
                double cloning = LAMBDA * (own[a] - visits * policy[s * n + a]);
                assertEquals(-cloning / LAMBDA, gradient[s * n + a], 1e-6);
            }
        }
    }

    /** (b) The joint form clones too if the others' policies are the experts', and not otherwise. */
    @Test
    void linearJointClonesAmongExpertsAlone() {
        assertEquals(0, cloningError(experts), 1e-9);
        assertTrue(cloningError(SmallGames.policies(game, 8)) > 1e-3);
    }

    private double cloningError(double[][] others) {
        PopulationObjective objective = objective(0, linear(), others, true);
        double[] q = numbers(objective.size());
        double[] gradient = gradient(objective, q);
        double[] policy = objective.policy(q);
        double[] weights = PopulationObjective.others(game, others, 0);
        double most = 0;
        for (int s = 0; s < game.states(); s++) {
            double visits = 0;
            double[] own = new double[3];
            for (int joint = 0; joint < 6; joint++) {
                visits += occupancy[s * 6 + joint];
                own[game.actions().own(0, joint)] += occupancy[s * 6 + joint];
            }
            for (int joint = 0; joint < 6; joint++) {
                int a = game.actions().own(0, joint);
                double weight = weights[s * 2 + game.actions().other(0, joint)];
                double cloning = weight * (own[a] - visits * policy[s * 3 + a]);
                most = Math.max(most, Math.abs(cloning + gradient[s * 6 + joint]));
            }
        }
        return most;
    }

    /** (c) Where Q does not depend on the others' actions, the joint form's gradient is that of the direct form. */
    @Test
    void jointAndDirectAgreeWithoutInteraction() {
        PopulationObjective direct = objective(0, chi2(2), SmallGames.policies(game, 6), false);
        PopulationObjective joint = objective(0, chi2(2), SmallGames.policies(game, 6), true);
        double[] q = numbers(direct.size());
        double[] spread = new double[joint.size()];
        for (int at = 0; at < spread.length; at++) {
            spread[at] = q[at / 6 * 3 + game.actions().own(0, at % 6)];
        }
        double[] expected = gradient(direct, q);
        double[] found = gradient(joint, spread);
        double[] summed = new double[q.length];
        for (int at = 0; at < found.length; at++) {
            summed[at / 6 * 3 + game.actions().own(0, at % 6)] += found[at];
        }
        for (int k = 0; k < q.length; k++) {
            assertEquals(expected[k], summed[k], 1e-6);
        }
    }

    /** (c) One agent alone has one form. */
    @Test
    void oneAgentHasOneForm() {
        Game alone = SmallGames.random(4, 2, 3);
        double[][] policies = SmallGames.policies(alone, 1);
        double[] rho = SmallGames.occupancy(alone, JointPolicy.of(alone, policies), GAMMA);
        double[] others = PopulationObjective.others(alone, policies, 0);
        double[] q = numbers(12);
        double[] joint = gradient(new PopulationObjective(alone, 0, chi2(1), rho, others, true), q);
        double[] direct = gradient(new PopulationObjective(alone, 0, chi2(1), rho, others, false), q);
        for (int k = 0; k < q.length; k++) {
            assertEquals(joint[k], direct[k], 1e-6);
        }
    }

    /** (d) E_rho[V(s) - gamma V(s')] is (1 - gamma) E[V(s0)] for experts, others, and half of each. */
    @Test
    void secondTermsAgree() {
        double[] values = numbers(game.states());
        double[] expected = new double[game.lotteries().outcomes()];
        game.lotteries().expect(values, expected);
        double first = 0;
        for (int s = 0; s < game.states(); s++) {
            first += (1 - GAMMA) * game.initial()[s] * values[s];
        }
        double[] own = SmallGames.occupancy(game, JointPolicy.of(game, SmallGames.policies(game, 12)), GAMMA);
        double[] mixed = new double[own.length];
        for (int at = 0; at < own.length; at++) {
            mixed[at] = (own[at] + occupancy[at]) / 2;
        }
        for (double[] rho : new double[][] {occupancy, own, mixed}) {
            double flow = 0;
            for (int at = 0; at < rho.length; at++) {
                int outcome = game.outcomes()[at];
                double next = outcome == Game.ENDED ? 0 : GAMMA * expected[outcome];
                flow += rho[at] * (values[at / 6] - next);
            }
            assertEquals(first, flow, 1e-8);
        }
    }

    /** (e) Potential shaping of the implied reward changes no policy. */
    @Test
    void shapingLeavesPoliciesAlone() {
        PopulationObjective objective = objective(0, chi2(1), SmallGames.policies(game, 6), true);
        double[] q = numbers(objective.size());
        double[] potential = {0.3, -1.2, 2, 0.7};
        double[] shifted = q.clone();
        for (int at = 0; at < q.length; at++) {
            shifted[at] -= potential[at / 6];
        }
        double[] policy = objective.policy(q);
        double[] same = objective.policy(shifted);
        for (int k = 0; k < policy.length; k++) {
            assertEquals(policy[k], same[k], 1e-12);
        }
        double[] expected = new double[game.lotteries().outcomes()];
        game.lotteries().expect(potential, expected);
        double[] x = objective.implied(q);
        double[] shaped = objective.implied(shifted);
        for (int at = 0; at < x.length; at++) {
            int outcome = game.outcomes()[at];
            double next = outcome == Game.ENDED ? 0 : GAMMA * expected[outcome];
            assertEquals(x[at] + next - potential[at / 6], shaped[at], 1e-12);
        }
    }
}
