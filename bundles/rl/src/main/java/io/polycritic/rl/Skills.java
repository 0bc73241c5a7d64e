package io.polycritic.rl;

import io.polycritic.api.tensor.RandomStream;

/** Latent skills: unit vectors of d numbers. */
public final class Skills {
    private Skills() {}

    /** Draws a skill uniformly on the unit sphere: a Gaussian vector divided by its length. */
    public static void draw(RandomStream random, float[] skills, int offset, int dimension) {
        double squares = 0;
        double[] drawn = new double[dimension];
        while (squares < 1e-12) {
            squares = 0;
            for (int i = 0; i < dimension; i++) {
                drawn[i] = random.nextGaussian();
                squares += drawn[i] * drawn[i];
            }
        }
        for (int i = 0; i < dimension; i++) {
            skills[offset + i] = (float) (drawn[i] / Math.sqrt(squares));
        }
    }

    /**
     * Skills to measure with: for d = 2 evenly spaced angles from 0, for d = 1 alternately 1 and -1, otherwise drawn.
     *
     * @return [count, d]
     */
    public static float[] spread(int count, int dimension, RandomStream random) {
        float[] skills = new float[count * dimension];
        for (int i = 0; i < count; i++) {
            if (dimension == 2) {
                skills[2 * i] = (float) Math.cos(2 * Math.PI * i / count);
                skills[2 * i + 1] = (float) Math.sin(2 * Math.PI * i / count);
            } else if (dimension == 1) {
                skills[i] = i % 2 == 0 ? 1 : -1;
            } else if (dimension > 2) {
                draw(random, skills, i * dimension, dimension);
            }
        }
        return skills;
    }
}
