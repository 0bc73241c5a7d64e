package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.nn.Activation;

/**
 * What the settings say about a policy.
 *
 * @param hidden widths of its network's hidden layers
 * @param activation the function between them
 * @param correlation of exploration from step to step
 * @param conflictEvery improvements from one measurement of the critics' conflict to the next, 0 for none
 * @param optimizer the path of the optimizer's slot
 */
record PolicyDesign(int[] hidden, Activation activation, double correlation, int conflictEvery, String optimizer) {
    /** Small, so that the first policy does nearly the same everywhere. */
    static final double OUTPUT_GAIN = 0.01;
}
