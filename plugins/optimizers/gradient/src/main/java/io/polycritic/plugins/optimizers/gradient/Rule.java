package io.polycritic.plugins.optimizers.gradient;

import java.util.List;

/** How one step is made from a gradient. All arrays are [p]; plain loops over whole arrays, which vectorise. */
interface Rule {
    /**
     * Added to a moment and taken away again, which rounds it to a multiple of 6e-30: less than a float's own rounding
     * from 1e-22 on. Moments of weights that have no gradient any more would otherwise decay to subnormal numbers and
     * stay there, and arithmetic on these, or on their products with a step size, takes some thirty times as long.
     */
    float FLUSH = 1e-22f;

    /**
     * Names of the moments that are kept from step to step. Rules that keep the same share a name, and so one goes on
     * with what the other has gathered: Adam and AdamW have both moments in common, RMSProp the second one. A velocity
     * is a sum and no mean, so it has a name of its own.
     */
    List<String> moments();

    /**
     * Moves parameters.
     *
     * @param p the parameters, changed
     * @param g the gradient
     * @param moments what is kept, changed; 0 at first
     * @param rate the step size
     */
    void move(float[] p, float[] g, Moment[] moments, double rate);
}
