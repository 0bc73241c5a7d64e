package io.polycritic.plugins.optimizers.gradient;

import java.util.Arrays;

/** Arithmetic on flat gradients, with memory of its own. */
final class Gradient {
    /** Numbers whose squares are summed side by side; Java vectorises a loop whose arrays have the same index. */
    private static final int BLOCK = 512;

    private final float[] part = new float[BLOCK];
    private final float[] sums = new float[BLOCK];

    /** The Euclidean norm. Sums that leave the range of a float are made again in double precision. */
    double norm(float[] gradient) {
        Arrays.fill(sums, 0);
        int whole = gradient.length - gradient.length % BLOCK;
        for (int at = 0; at < whole; at += BLOCK) {
            System.arraycopy(gradient, at, part, 0, BLOCK);
            addSquares();
        }
        double total = 0;
        for (float sum : sums) {
            total += sum;
        }
        for (int i = whole; i < gradient.length; i++) {
            total += (double) gradient[i] * gradient[i];
        }
        boolean inRange = total > 1e-20 && total < 1e30;
        return Math.sqrt(inRange ? total : precise(gradient));
    }

    private void addSquares() {
        float[] x = part;
        float[] into = sums;
        for (int i = 0; i < BLOCK; i++) {
            into[i] += x[i] * x[i];
        }
    }

    private static double precise(float[] gradient) {
        double total = 0;
        for (float number : gradient) {
            total += (double) number * number;
        }
        return total;
    }

    /**
     * Shortens a gradient to a greatest norm (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent
     * neural networks", 2013, algorithm 1).
     *
     * @param limit the greatest norm, 0 for none
     * @return the norm before
     */
    double clip(float[] gradient, double limit) {
        double norm = norm(gradient);
        if (limit > 0 && norm > limit) {
            float factor = (float) (limit / norm);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= factor;
            }
        }
        return norm;
    }
}
