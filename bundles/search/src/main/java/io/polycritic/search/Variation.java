package io.polycritic.search;

import io.polycritic.api.tensor.RandomStream;

/** How new genomes come from old ones. */
public interface Variation {
    /**
     * Makes two children of two parents, in place.
     *
     * @param a [g], a copy of one parent, changed
     * @param b [g], a copy of the other parent, changed
     * @param random where the numbers come from
     */
    void cross(double[] a, double[] b, RandomStream random);

    /**
     * Changes a genome, in place.
     *
     * @param genome [g], changed
     * @param random where the numbers come from
     */
    void mutate(double[] genome, RandomStream random);
}
