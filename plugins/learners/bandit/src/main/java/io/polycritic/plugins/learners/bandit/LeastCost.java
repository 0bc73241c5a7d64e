package io.polycritic.plugins.learners.bandit;

/**
 * argmin over present rows of sum_k w_k cost_k / scale_k.
 *
 * @param rows where rows are
 * @param fields where each cost begins
 * @param scales how much of each counts 1
 */
record LeastCost(Rows rows, int[] fields, double[] scales) implements RowRule {
    @Override
    public int choose(float[] observations, int o, float[] preferences, int w) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < rows.count(); row++) {
            if (rows.present(observations, o, row)) {
                double cost = 0;
                for (int k = 0; k < fields.length; k++) {
                    cost += preferences[w + k] * observations[o + fields[k] + row] / scales[k];
                }
                if (best < 0 || cost < least) {
                    best = row;
                    least = cost;
                }
            }
        }
        return best;
    }
}
