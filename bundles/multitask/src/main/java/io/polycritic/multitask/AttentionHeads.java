package io.polycritic.multitask;

/**
 * The heads of one layer of attention over tokens z = (x, y): a head's score of token l is z_l' K z_q, and what it adds
 * to the outputs is V' of the mean of tokens under its weights.
 *
 * @param covariates D, the numbers of x
 * @param targets N, the numbers of y
 * @param keyQuery [H][E][E], K of each head
 * @param value [H][E][N], V of each head
 */
public record AttentionHeads(int covariates, int targets, double[][][] keyQuery, double[][][] value) {
    /** Counts the heads. */
    public int count() {
        return keyQuery.length;
    }

    /**
     * The weight of a head for a target: the mean of the diagonal of K over the target's covariates.
     *
     * @param head from 0
     * @param target from 0
     * @return w
     */
    public double weight(int head, int target) {
        int d = covariates / targets;
        double sum = 0;
        for (int i = target * d; i < (target + 1) * d; i++) {
            sum += keyQuery[head][i][i] / d;
        }
        return sum;
    }

    /**
     * How much a head's mean of a target's y counts in that target's output.
     *
     * @param head from 0
     * @param target from 0
     * @return mu
     */
    public double value(int head, int target) {
        return value[head][covariates + target][target];
    }

    /**
     * The greatest number of a head's K between different covariates.
     *
     * @param head from 0
     * @return at least 0
     */
    public double offDiagonal(int head) {
        return greatest(head, 0, covariates);
    }

    /**
     * The greatest number of a head's K between a y of the prompt and the query. The columns that meet the query's y,
     * which is always 0, are never learned and do not count.
     *
     * @param head from 0
     * @return at least 0
     */
    public double byTarget(int head) {
        return greatest(head, covariates, covariates + targets);
    }

    private double greatest(int head, int from, int to) {
        double greatest = 0;
        for (int i = from; i < to; i++) {
            for (int j = 0; j < covariates; j++) {
                greatest = i == j ? greatest : Math.max(greatest, Math.abs(keyQuery[head][i][j]));
            }
        }
        return greatest;
    }

    /**
     * The step that all heads together make for a target: sum over heads of mu K, on the covariates.
     *
     * @param target from 0
     * @return [D][D]
     */
    public double[][] step(int target) {
        double[][] step = new double[covariates][covariates];
        for (int head = 0; head < count(); head++) {
            for (int i = 0; i < covariates; i++) {
                for (int j = 0; j < covariates; j++) {
                    step[i][j] += value(head, target) * keyQuery[head][i][j];
                }
            }
        }
        return step;
    }
}
