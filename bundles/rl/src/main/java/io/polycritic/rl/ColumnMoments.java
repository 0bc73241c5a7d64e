package io.polycritic.rl;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;

/**
 * Running mean and variance of each column of a table by itself, in double precision; batches are merged by the
 * parallel form of {@link Moments}.
 */
public final class ColumnMoments {
    private final double[] mean;
    private final double[] squares;
    private final double[] batchMean;
    private final double[] batchSquares;
    private double count;

    /**
     * Begins without rows.
     *
     * @param columns how many columns, w
     */
    public ColumnMoments(int columns) {
        this.mean = new double[columns];
        this.squares = new double[columns];
        this.batchMean = new double[columns];
        this.batchSquares = new double[columns];
    }

    /** Adds rows [rows, w]. */
    public void add(float[] table, int rows) {
        if (rows == 0) {
            return;
        }
        int columns = mean.length;
        java.util.Arrays.fill(batchMean, 0);
        java.util.Arrays.fill(batchSquares, 0);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                batchMean[column] += table[row * columns + column];
            }
        }
        for (int column = 0; column < columns; column++) {
            batchMean[column] /= rows;
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double difference = table[row * columns + column] - batchMean[column];
                batchSquares[column] += difference * difference;
            }
        }
        double total = count + rows;
        for (int column = 0; column < columns; column++) {
            double shift = batchMean[column] - mean[column];
            mean[column] += shift * rows / total;
            squares[column] += batchSquares[column] + shift * shift * count * rows / total;
        }
        count = total;
    }

    /** How many rows were seen. */
    public double count() {
        return count;
    }

    /** The mean of a column, 0 before the first row. */
    public double mean(int column) {
        return mean[column];
    }

    /** The variance of a column (of the rows seen, not of a population they were drawn from), 0 before the first. */
    public double variance(int column) {
        return count == 0 ? 0 : squares[column] / count;
    }

    /** Writes the state under a name. */
    public void save(StateWriter out, String name) {
        out.put(name + "/count", new double[] {count});
        out.put(name + "/mean", mean);
        out.put(name + "/squares", squares);
    }

    /** Reads the state, if all of it is there and for as many columns. */
    public void load(StateReader in, String name) {
        double[] saved = new double[1];
        if (in.read(name + "/count", saved) & in.read(name + "/mean", mean) & in.read(name + "/squares", squares)) {
            count = saved[0];
        }
    }
}
