package io.polycritic.preference;

import io.polycritic.api.tensor.RandomStream;

/**
 * Who labels comparisons: prefers the first response with probability sigmoid(difference / temperature), where the
 * difference is one of qualities, or log-odds at a temperature of 1.
 *
 * @param temperature how much chance there is, 0 for a judge that always prefers the better one
 */
public record Judge(double temperature) {
    /** A judge whose differences are log-odds. */
    public static final Judge OF_LOG_ODDS = new Judge(1);

    /**
     * Checks the temperature.
     *
     * @throws IllegalArgumentException if it is negative or no number
     */
    public Judge {
        if (!(temperature >= 0)) {
            throw new IllegalArgumentException("a judge's temperature is " + temperature + ", allowed is 0 or more");
        }
    }

    /**
     * How likely the first response is preferred.
     *
     * @param difference how much better it is
     * @return from 0 to 1; 1/2 for equal ones
     */
    public double probability(double difference) {
        if (difference == 0) {
            return 0.5;
        }
        return temperature == 0 ? (difference > 0 ? 1 : 0) : 1 / (1 + Math.exp(-difference / temperature));
    }

    /**
     * Draws a label.
     *
     * @param difference how much better the first response is
     * @param random draws one number
     * @return 1 if the first is preferred, else 0
     */
    public float label(double difference, RandomStream random) {
        return random.nextDouble() < probability(difference) ? 1 : 0;
    }
}
