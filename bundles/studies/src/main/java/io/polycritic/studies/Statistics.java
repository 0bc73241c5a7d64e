package io.polycritic.studies;

import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;

/**
 * Interquartile means and percentile bootstrap intervals (Agarwal et al., "Deep Reinforcement Learning at the Edge of
 * the Statistical Precipice", 2021, section 4). Resampling is seeded, so a report can be repeated.
 */
final class Statistics {
    private static final int RESAMPLES = 10_000;
    private static final double LEVEL = 0.95;

    private Statistics() {}

    /** An estimate and its 95 % interval. */
    record Interval(double estimate, double low, double high) {}

    /** The mean of the middle half; with weights at its edges where a quarter is no whole number of samples. */
    static double interquartileMean(double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double cut = sorted.length / 4.0;
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < sorted.length; i++) {
            double weight =
                    Math.min(1, Math.max(0, i + 1 - cut)) - Math.max(0, Math.min(1, i + 1 - (sorted.length - cut)));
            if (weight > 0) {
                sum += weight * sorted[i];
                weights += weight;
            }
        }
        return sum / weights;
    }

    /** The interquartile mean of samples, one per seed, and its bootstrap interval. */
    static Interval interval(double... samples) {
        RandomStream random = RandomStream.of(samples.length, "statistics", "bootstrap");
        double[] estimates = new double[RESAMPLES];
        double[] resample = new double[samples.length];
        for (int r = 0; r < RESAMPLES; r++) {
            for (int i = 0; i < resample.length; i++) {
                resample[i] = samples[random.nextInt(samples.length)];
            }
            estimates[r] = interquartileMean(resample);
        }
        Arrays.sort(estimates);
        int tail = (int) Math.floor(RESAMPLES * (1 - LEVEL) / 2);
        return new Interval(interquartileMean(samples), estimates[tail], estimates[RESAMPLES - 1 - tail]);
    }

    /** The interval of the differences of paired samples. */
    static Interval paired(double[] left, double[] right) {
        double[] differences = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            differences[i] = left[i] - right[i];
        }
        return interval(differences);
    }
}
