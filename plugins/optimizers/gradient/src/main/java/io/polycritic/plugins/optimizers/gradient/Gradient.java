package io.polycritic.plugins.optimizers.gradient;

/** Arithmetic on flat gradients. */
final class Gradient {
    private Gradient() {}

    /** The Euclidean norm. Four sums side by side, because one sum waits for each addition. */
    static double norm(float[] gradient) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < gradient.length; i += 4) {
            a += (double) gradient[i] * gradient[i];
            b += (double) gradient[i + 1] * gradient[i + 1];
            c += (double) gradient[i + 2] * gradient[i + 2];
            d += (double) gradient[i + 3] * gradient[i + 3];
        }
        for (; i < gradient.length; i++) {
            a += (double) gradient[i] * gradient[i];
        }
        return Math.sqrt(a + b + (c + d));
    }

    /**
     * Shortens a gradient to a greatest norm (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent
     * neural networks", 2013, algorithm 1).
     *
     * @param limit the greatest norm, 0 for none
     * @return the norm before
     */
    static double clip(float[] gradient, double limit) {
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
