package io.polycritic.plugins.learners.language;

import io.polycritic.language.TextSpace;

/**
 * What each token of a response earns (Stiennon et al., "Learning to summarize from human feedback", 2020, section 3.4:
 * R(x, y) = r(x, y) - beta log(pi(y|x) / mu(y|x))): its share of the price, -beta log(pi(y_t) / mu(y_t)), and for the
 * last token the reward of the whole response besides.
 */
final class TokenRewards {
    private TokenRewards() {}

    /**
     * Writes them.
     *
     * @param responses [B, R]
     * @param rewards r [B]
     * @param logs log pi [B, R]
     * @param reference log mu [B, R]
     * @param beta the price of a nat
     * @param earned [B, R], written to; 0 for padding
     */
    static void write(
            float[] responses, float[] rewards, float[] logs, float[] reference, double beta, float[] earned) {
        int length = responses.length / rewards.length;
        for (int row = 0; row < rewards.length; row++) {
            int said = TextSpace.length(responses, row * length, length);
            for (int t = 0; t < length; t++) {
                int at = row * length + t;
                double price = beta * ((double) logs[at] - reference[at]);
                earned[at] = t < said ? (float) ((t == said - 1 ? rewards[row] : 0) - price) : 0;
            }
        }
    }

    /** Brings the numbers of real tokens to mean 0 and variance 1; those of padding become 0. */
    static void whiten(float[] numbers, float[] responses) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (responses[i] != TextSpace.PAD) {
                sum += numbers[i];
                squares += (double) numbers[i] * numbers[i];
                count++;
            }
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(squares / count - mean * mean, 0)) + 1e-8;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = responses[i] == TextSpace.PAD ? 0 : (float) ((numbers[i] - mean) / deviation);
        }
    }
}
