package io.polycritic.plugins.optimizers.multiobjective;

import io.polycritic.api.optimizer.PreferenceSampler;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;

/**
 * Preferences from a distribution.
 *
 * @param objectives k
 * @param distribution where they come from
 * @param relabelled the probability that a remembered step gets a fresh one
 * @param random the stream
 */
record RandomPreferences(int objectives, Draw distribution, double relabelled, RandomStream random)
        implements PreferenceSampler {
    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void draw(float[] preferences, int offset) {
        distribution.draw(random, preferences, offset);
    }

    @Override
    public void relabel(float[] preferences, int rows) {
        for (int row = 0; row < rows && relabelled > 0; row++) {
            if (random.nextDouble() < relabelled) {
                distribution.draw(random, preferences, row * objectives);
            }
        }
    }

    @Override
    public void save(StateWriter out) {
        // There is no state but the stream's.
    }

    @Override
    public void load(StateReader in) {
        // There is no state but the stream's.
    }
}
