package io.polycritic.api.optimizer;

/**
 * What an aggregator makes one direction of.
 *
 * @param aspect what the vectors are gradients of; an aggregator that draws random numbers has a stream for each, so
 *     that leaving one aspect out leaves the numbers of the other alone
 * @param names the objectives in order
 * @param losses one number per objective: its loss before the step, in every aspect
 * @param vectors [m][p], one vector per objective; live, not to be changed or kept
 */
public record TaskGradients(Aspect aspect, String[] names, double[] losses, float[][] vectors) {
    /** What vectors are gradients of. */
    public enum Aspect {
        /** The losses. */
        LOSS,
        /** How much the losses rise close by: the gradient at the worst point near, less that of the loss. */
        FLATNESS
    }

    /**
     * Counts the objectives.
     *
     * @return at least 1
     */
    public int count() {
        return vectors.length;
    }
}
