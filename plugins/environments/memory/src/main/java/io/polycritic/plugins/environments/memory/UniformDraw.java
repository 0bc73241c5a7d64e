package io.polycritic.plugins.environments.memory;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;

/** Each row is as likely as any other. */
record UniformDraw(RandomStream random) implements Draw {
    @Override
    public void clear() {
        // Nothing is kept.
    }

    @Override
    public void written(int position) {
        // All rows are alike.
    }

    @Override
    public void draw(int size, int[] positions, Batch batch) {
        for (int i = 0; i < positions.length; i++) {
            // The high half of a product, so that there is no division: its bias is below size / 2^32.
            positions[i] = (int) ((random.nextLong() >>> 32) * size >>> 32);
        }
    }

    @Override
    public boolean usesErrors() {
        return false;
    }

    @Override
    public void learned(int[] positions, float[] errors) {
        // Errors do not matter.
    }

    @Override
    public void save(StateWriter out, int size) {
        // Nothing is kept.
    }

    @Override
    public void load(StateReader in, int size) {
        // Nothing is kept.
    }
}
