package io.polycritic.plugins.optimizers.gradient;

import java.util.List;

/** How one step is made from a gradient. All arrays are [p]; plain loops over whole arrays, which vectorise. */
interface Rule {
    /** Names of the arrays that are kept from step to step; rules that keep the same may share a name. */
    List<String> moments();

    /**
     * Moves parameters.
     *
     * @param p the parameters, changed
     * @param g the gradient
     * @param moments what is kept, changed; 0 at first
     * @param step the number of this step, from 1
     * @param rate the step size
     */
    void move(float[] p, float[] g, float[][] moments, long step, double rate);
}
