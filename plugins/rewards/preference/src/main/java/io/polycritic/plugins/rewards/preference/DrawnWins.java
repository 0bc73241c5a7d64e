package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.preference.PreferenceGame;
import io.polycritic.preference.PreferenceMatrix;

/**
 * Estimates P(y > pi') as the share of comparisons that y has won: the other response of each is drawn from pi', the
 * label with the game's probability.
 */
final class DrawnWins implements TableReward.Judging {
    private final int draws;
    private final RandomStream random;
    private double[] cumulated = new double[0];

    DrawnWins(int draws, RandomStream random) {
        this.draws = draws;
        this.random = random;
    }

    @Override
    public void judge(PreferenceGame game, int prompt, double[] opponent, double[] rewards) {
        PreferenceMatrix preferences = game.preferences(prompt);
        int n = opponent.length;
        if (cumulated.length != n) {
            cumulated = new double[n];
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += opponent[i];
            cumulated[i] = sum;
        }
        for (int i = 0; i < n; i++) {
            int won = 0;
            for (int draw = 0; draw < draws; draw++) {
                double p = preferences.probability(i, drawn(random.nextDouble() * sum));
                won += random.nextDouble() < p ? 1 : 0;
            }
            rewards[i] = (double) won / draws;
        }
    }

    /** The response at a point of the cumulated probabilities. */
    private int drawn(double point) {
        int low = 0;
        int high = cumulated.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulated[middle] > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
