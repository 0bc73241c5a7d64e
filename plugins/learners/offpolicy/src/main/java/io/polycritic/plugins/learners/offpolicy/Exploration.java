package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;

/**
 * Standard normal noise that may be correlated from step to step: e_t = c e_t-1 + sqrt(1 - c^2) g_t, an
 * Ornstein-Uhlenbeck process (Uhlenbeck and Ornstein, "On the theory of the Brownian motion", 1930) whose spread does
 * not depend on c. Each number is normally distributed on its own, so that a policy's distribution of single actions is
 * what it is without correlation.
 */
final class Exploration {
    private final double correlation;
    private final double fresh;
    private final float[] noise;
    private final RandomStream random;

    /**
     * Begins with independent noise.
     *
     * @param correlation c, from 0 to below 1
     * @param lanes L
     * @param width a
     */
    Exploration(double correlation, int lanes, int width, RandomStream random) {
        this.correlation = correlation;
        this.fresh = Math.sqrt(1 - correlation * correlation);
        this.noise = new float[lanes * width];
        this.random = random;
        random.gaussians(noise, 0, noise.length);
    }

    /** The noise of the next step, [L, a], live. */
    float[] next() {
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (correlation * noise[i] + fresh * random.nextGaussian());
        }
        return noise;
    }

    /** Uniform samples from -1 to 1 with the same correlation: the normal distribution function of the noise. */
    void uniform(float[] samples, int at) {
        float[] now = next();
        for (int i = 0; i < now.length; i++) {
            samples[at + i] = (float) (2 * normal(now[i]) - 1);
        }
    }

    /**
     * The standard normal distribution function, with an error below 7.5e-8 (Abramowitz and Stegun, "Handbook of
     * mathematical functions", 1964, formula 26.2.17).
     */
    static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI) * series;
        return x >= 0 ? 1 - tail : tail;
    }

    void save(StateWriter out) {
        out.put("noise", noise);
    }

    void load(StateReader in) {
        in.read("noise", noise);
    }
}
