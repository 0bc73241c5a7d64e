package io.polycritic.plugins.critics.surrogate;

/** A way to fit a function to rows of features and targets of mean 0 and variance 1. */
interface Method {
    /** Predicts the target of a row [f]. */
    interface Model {
        double predict(double[] row);
    }

    /**
     * Fits.
     *
     * @param rows [n][f], n at least 1
     * @param targets [n]
     */
    Model fit(double[][] rows, double[] targets);
}
