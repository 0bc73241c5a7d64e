package io.polycritic.studies;

import io.polycritic.api.control.StudyInterval;
import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Interquartile means, probabilities of improvement, performance profiles, and stratified bootstrap intervals (Agarwal
 * et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice", 2021, section 4). A stratum is a
 * world, its samples are the runs of one arm by seed. Resampling is seeded, so a report can be repeated.
 */
final class Statistics {
    private static final int RESAMPLES = 10_000;
    private static final int FEWER_RESAMPLES = 1_000;
    private static final double LEVEL = 0.95;

    private Statistics() {}

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

    /** The interquartile mean of all samples of all strata, and its interval: each stratum is resampled by itself. */
    static StudyInterval interval(double[][] strata) {
        return interval(strata, RESAMPLES, Statistics::interquartileMean);
    }

    /** The same of another figure, with fewer resamples, for curves that have many points. */
    static StudyInterval pointwise(double[][] strata, ToDoubleFunction<double[]> figure) {
        return interval(strata, FEWER_RESAMPLES, figure);
    }

    private static StudyInterval interval(double[][] strata, int resamples, ToDoubleFunction<double[]> figure) {
        double[] all = Arrays.stream(strata).flatMapToDouble(Arrays::stream).toArray();
        RandomStream random = random(all.length);
        return bootstrap(figure.applyAsDouble(all), resamples, () -> {
            int at = 0;
            for (double[] stratum : strata) {
                for (int i = 0; i < stratum.length; i++) {
                    all[at++] = stratum[random.nextInt(stratum.length)];
                }
            }
            return figure.applyAsDouble(all);
        });
    }

    /** An estimate with the percentiles of what it comes to in resamples. */
    private static StudyInterval bootstrap(double estimate, int resamples, DoubleSupplier resampled) {
        if (Double.isNaN(estimate)) {
            return new StudyInterval(estimate, estimate, estimate);
        }
        double[] estimates = new double[resamples];
        Arrays.setAll(estimates, r -> resampled.getAsDouble());
        Arrays.sort(estimates);
        int tail = (int) Math.floor(resamples * (1 - LEVEL) / 2);
        return new StudyInterval(estimate, estimates[tail], estimates[resamples - 1 - tail]);
    }

    /**
     * The hierarchical bootstrap: seeds of each stratum are drawn, then items of each drawn seed; a seed's value is the
     * mean of its items.
     *
     * @param items items by stratum and seed
     */
    static StudyInterval hierarchical(double[][][] items) {
        double[] all = Arrays.stream(items)
                .flatMap(Arrays::stream)
                .mapToDouble(seed -> Arrays.stream(seed).average().orElse(Double.NaN))
                .toArray();
        RandomStream random = random(all.length);
        return bootstrap(interquartileMean(all), FEWER_RESAMPLES, () -> {
            int at = 0;
            for (double[][] seeds : items) {
                for (int s = 0; s < seeds.length; s++) {
                    all[at++] = resampledMean(seeds[random.nextInt(seeds.length)], random);
                }
            }
            return interquartileMean(all);
        });
    }

    private static double resampledMean(double[] items, RandomStream random) {
        double sum = 0;
        for (int i = 0; i < items.length; i++) {
            sum += items[random.nextInt(items.length)];
        }
        return sum / items.length;
    }

    /**
     * The probability that a run of one arm has a higher number than one of another arm, ties counting half, averaged
     * over strata (section 4.3 of the paper).
     */
    static StudyInterval improvement(double[][] left, double[][] right) {
        RandomStream random = random(left.length + right.length);
        return bootstrap(
                probability(left, right),
                FEWER_RESAMPLES,
                () -> probability(resample(left, random), resample(right, random)));
    }

    private static double[][] resample(double[][] strata, RandomStream random) {
        double[][] drawn = new double[strata.length][];
        for (int w = 0; w < strata.length; w++) {
            drawn[w] = new double[strata[w].length];
            for (int i = 0; i < drawn[w].length; i++) {
                drawn[w][i] = strata[w][random.nextInt(strata[w].length)];
            }
        }
        return drawn;
    }

    private static double probability(double[][] left, double[][] right) {
        double sum = 0;
        for (int w = 0; w < left.length; w++) {
            double wins = 0;
            for (double x : left[w]) {
                for (double y : right[w]) {
                    wins += x > y ? 1 : x == y ? 0.5 : 0;
                }
            }
            sum += wins / left[w].length / right[w].length;
        }
        return sum / left.length;
    }

    /** The share of samples above a threshold. */
    static double shareAbove(double threshold, double... samples) {
        return (double) Arrays.stream(samples)
                        .filter(sample -> sample > threshold)
                        .count()
                / samples.length;
    }

    private static RandomStream random(int samples) {
        return RandomStream.of(samples, "statistics", "bootstrap");
    }
}
