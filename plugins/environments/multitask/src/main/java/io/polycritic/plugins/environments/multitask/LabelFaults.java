package io.polycritic.plugins.environments.multitask;

import io.polycritic.api.tensor.RandomStream;

/**
 * Makes labels wrong or takes them away, each task by itself. The same numbers are drawn whatever the shares are, so a
 * label that is wrong at a small share is wrong at a larger one too.
 *
 * @param noise by task, the share of labels that are drawn anew from all classes, the right one included
 * @param keep by task, the share of labels that are there
 */
record LabelFaults(double[] noise, double[] keep) {
    /** No faults in so many tasks. */
    static LabelFaults none(int tasks) {
        double[] all = new double[tasks];
        java.util.Arrays.fill(all, 1);
        return new LabelFaults(new double[tasks], all);
    }

    /**
     * A label as it is learned from.
     *
     * @param task from 0
     * @param label the true class
     * @param classes how many classes there are
     * @param random draws three numbers
     * @return a class, or {@code classes} for none
     */
    int apply(int task, int label, int classes, RandomStream random) {
        boolean wrong = random.nextDouble() < noise[task];
        int drawn = random.nextInt(classes);
        boolean kept = random.nextDouble() < keep[task];
        return !kept ? classes : wrong ? drawn : label;
    }
}
