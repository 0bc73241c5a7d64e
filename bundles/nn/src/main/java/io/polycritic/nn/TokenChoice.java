package io.polycritic.nn;

/**
 * How tokens are drawn from scores: of the softmax of scores / temperature, only the largest k tokens are kept, and of
 * them only the largest whose probabilities just reach a sum of p ("nucleus", Holtzman et al., "The curious case of
 * neural text degeneration", 2020, equation 2).
 *
 * @param temperature 0 for the most likely token, 1 for the model's own probabilities
 * @param most k, or 0 for all
 * @param nucleus p, above 0; 1 for all
 */
public record TokenChoice(double temperature, int most, double nucleus) {
    /** The model's own probabilities. */
    public static final TokenChoice PLAIN = new TokenChoice(1, 0, 1);

    /**
     * Settles how tokens are drawn.
     *
     * @throws IllegalArgumentException for what is not allowed
     */
    public TokenChoice {
        if (!(temperature >= 0) || most < 0 || !(nucleus > 0 && nucleus <= 1)) {
            throw new IllegalArgumentException("temperature " + temperature + ", most " + most + ", nucleus " + nucleus
                    + "; allowed are at least 0, at least 0, and above 0 to 1");
        }
    }
}
