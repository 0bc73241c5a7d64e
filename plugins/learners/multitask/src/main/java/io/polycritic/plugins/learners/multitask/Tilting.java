package io.polycritic.plugins.learners.multitask;

/** Softmax attention of heads in their end form, in double precision: weights exp(w_h x_l . x_q), values mu_h y_l. */
final class Tilting {
    private Tilting() {}

    /**
     * The answer to one prompt.
     *
     * @param heads [2 H], all mu and then all w
     */
    static double answer(double[] heads, Prompts tokens, int prompt, int length, int covariates) {
        int count = heads.length / 2;
        int width = covariates + 1;
        double[] products = new double[length];
        double greatest = 0;
        for (int l = 0; l < length; l++) {
            for (int i = 0; i < covariates; i++) {
                products[l] +=
                        (double) tokens.tokens[(prompt * length + l) * width + i] * tokens.queries[prompt * width + i];
            }
            greatest = Math.max(greatest, Math.abs(products[l]));
        }
        double answer = 0;
        for (int h = 0; h < count; h++) {
            double w = heads[count + h];
            double sum = 0;
            double mean = 0;
            for (int l = 0; l < length; l++) {
                double weight = Math.exp(w * products[l] - Math.abs(w) * greatest);
                sum += weight;
                mean += weight * tokens.tokens[(prompt * length + l) * width + covariates];
            }
            answer += heads[h] * mean / sum;
        }
        return answer;
    }
}
