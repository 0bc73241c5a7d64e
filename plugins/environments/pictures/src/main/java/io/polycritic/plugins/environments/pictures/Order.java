package io.polycritic.plugins.environments.pictures;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;

/** Epochs: all items in a seeded order, another one each time; what is too short for a batch at the end is dropped. */
final class Order {
    private final int[] items;
    private final int[] shuffled;
    private long seed;
    private long epoch;
    private int position;
    private long shuffledFor = -1;

    Order(int[] items, long seed) {
        this.items = items;
        this.shuffled = items.clone();
        this.seed = seed;
    }

    long seed() {
        return seed;
    }

    long epoch() {
        return epoch;
    }

    /** Different items for a batch. */
    void next(int[] batch) {
        if (batch.length > items.length) {
            throw new InvalidConfigException(
                    "perClass",
                    "a batch of " + batch.length + " items is wanted, but the training split has " + items.length);
        }
        if (position + batch.length > items.length) {
            epoch++;
            position = 0;
        }
        if (shuffledFor != epoch) {
            System.arraycopy(items, 0, shuffled, 0, items.length);
            RandomStream.of(seed, "epoch", Long.toString(epoch)).shuffle(shuffled);
            shuffledFor = epoch;
        }
        System.arraycopy(shuffled, position, batch, 0, batch.length);
        position += batch.length;
    }

    void save(StateWriter out) {
        out.put("order", seed, epoch, position);
    }

    void load(StateReader in) {
        long[] saved = new long[3];
        if (in.read("order", saved)) {
            seed = saved[0];
            epoch = saved[1];
            position = (int) saved[2];
            shuffledFor = -1;
        }
    }
}
