package io.polycritic.plugins.learners.bandit;

import io.polycritic.api.tensor.RandomStream;

/**
 * Each present row is as likely as any other.
 *
 * @param rows where rows are
 * @param random the stream
 */
record AnyRow(Rows rows, RandomStream random) implements RowRule {
    @Override
    public int choose(float[] observations, int o, float[] preferences, int w) {
        int chosen = -1;
        int seen = 0;
        for (int row = 0; row < rows.count(); row++) {
            // The n-th present row takes the place of the one before it with probability 1 / n.
            if (rows.present(observations, o, row) && random.nextInt(++seen) == 0) {
                chosen = row;
            }
        }
        return chosen;
    }
}
