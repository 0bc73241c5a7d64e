package io.polycritic.plugins.optimizers.multiobjective;

import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;
import java.util.List;

/** A distribution of preferences. */
sealed interface Draw {
    /** Writes a preference. */
    void draw(RandomStream random, float[] preferences, int offset);

    /**
     * Evenly on the simplex: independent exponential numbers divided by their sum (Devroye, "Non-uniform random variate
     * generation", 1986, chapter XI, theorem 4.1).
     *
     * @param objectives k
     * @param corner the probability of each corner
     */
    record Uniform(int objectives, double corner) implements Draw {
        @Override
        public void draw(RandomStream random, float[] preferences, int offset) {
            double luck = random.nextDouble();
            if (luck < corner * objectives) {
                Arrays.fill(preferences, offset, offset + objectives, 0);
                preferences[offset + (int) (luck / corner)] = 1;
                return;
            }
            double sum = 0;
            for (int i = offset; i < offset + objectives; i++) {
                preferences[i] = (float) -Math.log1p(-random.nextDouble());
                sum += preferences[i];
            }
            for (int i = offset; i < offset + objectives; i++) {
                preferences[i] = sum == 0 ? 1f / objectives : (float) (preferences[i] / sum);
            }
        }
    }

    /**
     * Points of a lattice.
     *
     * @param points [.., k]
     */
    record Grid(List<float[]> points) implements Draw {
        @Override
        public void draw(RandomStream random, float[] preferences, int offset) {
            float[] point = points.get(random.nextInt(points.size()));
            System.arraycopy(point, 0, preferences, offset, point.length);
        }
    }

    /**
     * Always the same.
     *
     * @param weights [k]
     */
    record Fixed(float[] weights) implements Draw {
        @Override
        public void draw(RandomStream random, float[] preferences, int offset) {
            System.arraycopy(weights, 0, preferences, offset, weights.length);
        }
    }
}
