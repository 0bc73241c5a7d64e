package io.polycritic.games;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;

/** Games that are small enough to be checked by hand or by force. */
final class SmallGames {
    private SmallGames() {}

    /** One state in which two agents play a bimatrix game, again and again, or once. */
    static Game bimatrix(double[][] first, double[][] second, boolean once) {
        int rows = first.length;
        int columns = first[0].length;
        double[][] rewards = new double[2][rows * columns];
        int[] outcomes = new int[rows * columns];
        for (int at = 0; at < outcomes.length; at++) {
            rewards[0][at] = first[at / columns][at % columns];
            rewards[1][at] = second[at / columns][at % columns];
            outcomes[at] = once ? Game.ENDED : 0;
        }
        return new Game(
                List.of("agent1", "agent2"),
                JointActions.of(rows, columns),
                Space.of(FieldSpec.category("state", 1)),
                new double[] {1},
                outcomes,
                Lotteries.none(1),
                Rewards.table(rewards));
    }

    /** A random game with a lottery after each joint action, of which the last one of the last state ends it. */
    static Game random(int states, long seed, int... counts) {
        RandomStream random = RandomStream.of(seed, "game", "test");
        JointActions actions = JointActions.of(counts);
        int pairs = states * actions.size();
        int[] outcomes = new int[pairs];
        int[] starts = new int[pairs + 1];
        int[] places = new int[pairs * states];
        double[] chances = new double[pairs * states];
        for (int at = 0; at < pairs; at++) {
            outcomes[at] = at == pairs - 1 ? Game.ENDED : states + at;
            starts[at + 1] = (at + 1) * states;
            double sum = 0;
            for (int s = 0; s < states; s++) {
                places[at * states + s] = s;
                chances[at * states + s] = Math.pow(random.nextDouble(), 3);
                sum += chances[at * states + s];
            }
            for (int s = 0; s < states; s++) {
                chances[at * states + s] /= sum;
            }
        }
        double[][] rewards = new double[counts.length][pairs];
        String[] agents = new String[counts.length];
        for (int i = 0; i < agents.length; i++) {
            agents[i] = "agent" + (i + 1);
            for (int at = 0; at < pairs; at++) {
                rewards[i][at] = 2 * random.nextDouble() - 1;
            }
        }
        double[] initial = new double[states];
        double left = 1;
        for (int s = 0; s < states - 1; s++) {
            initial[s] = left / 2;
            left /= 2;
        }
        initial[states - 1] = left;
        return new Game(
                List.of(agents),
                actions,
                Space.of(FieldSpec.category("state", states)),
                initial,
                outcomes,
                new Lotteries(states, starts, places, chances),
                Rewards.table(rewards));
    }

    /** Random policies [N][S A_i]. */
    static double[][] policies(Game game, long seed) {
        RandomStream random = RandomStream.of(seed, "policies", "test");
        double[][] all = new double[game.size()][];
        for (int i = 0; i < all.length; i++) {
            int n = game.actions().count(i);
            all[i] = new double[game.states() * n];
            for (int s = 0; s < game.states(); s++) {
                double sum = 0;
                for (int a = 0; a < n; a++) {
                    all[i][s * n + a] = 0.1 + random.nextDouble();
                    sum += all[i][s * n + a];
                }
                for (int a = 0; a < n; a++) {
                    all[i][s * n + a] /= sum;
                }
            }
        }
        return all;
    }

    /** The discounted occupancy [S J] of a policy, of the sum that all visits have, times 1 - gamma. */
    static double[] occupancy(Game game, JointPolicy policy, double discount) {
        double[] visits = Visits.discounted(game, policy, discount).expected();
        double[] all = policy.probabilities().clone();
        for (int at = 0; at < all.length; at++) {
            all[at] *= (1 - discount) * visits[at / game.actions().size()];
        }
        return all;
    }
}
