package io.polycritic.games;

import io.polycritic.rl.FeatureMap;

/** The rewards x_i(s, a) = Q_i(s, a) - gamma E[V_i(s')|s, a] that a team's critics imply, in all of a game. */
public final class ImpliedRewards {
    private ImpliedRewards() {}

    /**
     * Asks the critics in all states.
     *
     * @param critic that of the decider for the agent
     * @param decider its index in the team
     * @return [S J]
     */
    public static double[] of(Game game, Players players, FeatureMap map, MarginalCritic critic, int decider) {
        int o = game.observation().width();
        int n = game.actions().size();
        double[] implied = new double[game.states() * n];
        double[] values = new double[game.states()];
        float[] observation = new float[o];
        float[] features = new float[players.rows() * map.width()];
        for (int first = 0; first < game.states(); first += players.rows()) {
            int count = Math.min(players.rows(), game.states() - first);
            for (int row = 0; row < count; row++) {
                game.observe(first + row, observation, 0);
                map.write(observation, 0, observation, 0, features, row * map.width());
            }
            players.look(features, 0);
            for (int row = 0; row < count; row++) {
                values[first + row] = value(players, critic, decider, row);
                taken(game, players, critic, decider, row, implied, (first + row) * n);
            }
        }
        double[] expected = new double[game.lotteries().outcomes()];
        game.lotteries().expect(values, expected);
        for (int at = 0; at < implied.length; at++) {
            int outcome = game.outcomes()[at];
            implied[at] -= outcome == Game.ENDED ? 0 : critic.discount() * expected[outcome];
        }
        return implied;
    }

    private static void taken(
            Game game, Players players, MarginalCritic critic, int decider, int row, double[] into, int at) {
        JointActions actions = players.team().actions();
        float[] said = players.values(decider);
        int n = game.actions().size();
        for (int joint = 0; joint < n; joint++) {
            int own = actions.own(decider, joint);
            into[at + joint] = critic.joint() ? said[row * n + joint] : said[row * actions.count(decider) + own];
        }
    }

    /** V_i in the state of a row that the players looked at. */
    public static double value(Players players, MarginalCritic critic, int decider, int row) {
        JointActions actions = players.team().actions();
        float[] said = players.values(decider);
        double[] marginal = new double[actions.count(decider)];
        if (critic.joint()) {
            float[] others = new float[actions.others(decider)];
            players.at(row).others(decider, others, 0);
            for (int joint = 0; joint < actions.size(); joint++) {
                marginal[actions.own(decider, joint)] +=
                        others[actions.other(decider, joint)] * said[row * actions.size() + joint];
            }
        } else {
            for (int a = 0; a < marginal.length; a++) {
                marginal[a] = said[row * marginal.length + a];
            }
        }
        double top = Double.NEGATIVE_INFINITY;
        for (double q : marginal) {
            top = Math.max(top, q);
        }
        double sum = 0;
        for (double q : marginal) {
            sum += Math.exp(critic.rationality() * (q - top));
        }
        return top + Math.log(sum) / critic.rationality();
    }
}
