package io.polycritic.rl;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;

/**
 * Running mean and variance over all numbers seen (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm
 * for computing sample variances", 1979, equation 1.5), in double precision.
 */
public final class Moments {
    private double count;
    private double mean;
    private double squares;

    /** The moments of one array. */
    public static Moments of(float[] values) {
        Moments moments = new Moments();
        moments.add(values);
        return moments;
    }

    /** Adds numbers. */
    public void add(float[] values) {
        if (values.length == 0) {
            return;
        }
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        double batchMean = sum / values.length;
        double batchSquares = 0;
        for (float value : values) {
            double difference = value - batchMean;
            batchSquares += difference * difference;
        }
        double total = count + values.length;
        double shift = batchMean - mean;
        mean += shift * values.length / total;
        squares += batchSquares + shift * shift * count * values.length / total;
        count = total;
    }

    /** How many numbers were seen. */
    public double count() {
        return count;
    }

    /** Their mean, 0 before the first. */
    public double mean() {
        return mean;
    }

    /** Their standard deviation (of the numbers seen, not of a population they were drawn from), 0 before the first. */
    public double std() {
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    /**
     * What values are divided by to be of the order of 1: their standard deviation; a hundredth of their magnitude
     * where they hardly vary; 1 before the first.
     */
    public double scale() {
        if (count == 0) {
            return 1;
        }
        double scale = Math.max(std(), 0.01 * Math.abs(mean));
        return scale == 0 ? 1 : scale;
    }

    /** Writes the state under a name. */
    public void save(StateWriter out, String name) {
        out.put(name, new double[] {count, mean, squares});
    }

    /** Reads the state, if it is there. */
    public void load(StateReader in, String name) {
        double[] saved = new double[3];
        if (in.read(name, saved)) {
            count = saved[0];
            mean = saved[1];
            squares = saved[2];
        }
    }
}
