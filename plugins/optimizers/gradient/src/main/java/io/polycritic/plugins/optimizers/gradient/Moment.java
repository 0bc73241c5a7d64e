package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.plugin.StateReader;

/** A running mean of gradients or their squares, one number for each parameter, that began at 0. */
final class Moment {
    /** The means. */
    final float[] values;

    /**
     * The sum of the weights of all that the means contain; 1 minus it is the weight of the 0 that they began at.
     * Dividing by it is the bias correction of Adam, 1 - b^t, and stays right where b was changed on the way, or the
     * moment was another rule's before.
     */
    double weight;

    Moment(float[] values) {
        this.values = values;
    }

    /** Counts one more number that is taken with weight 1 - kept. */
    void count(double kept) {
        weight = kept * weight + (1 - kept);
    }

    /** Reads what a rule has saved that keeps the same; stays 0 if none has. */
    void load(StateReader in, String name, String weightName) {
        float[] saved = in.floats(name).orElse(null);
        double[] counted = in.doubles(weightName).orElse(null);
        if (saved != null && counted != null && saved.length == values.length && counted.length == 1) {
            System.arraycopy(saved, 0, values, 0, values.length);
            weight = counted[0];
        }
    }
}
