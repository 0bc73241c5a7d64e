package io.polycritic.plugins.rewards.networks;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import java.util.EnumMap;
import java.util.Map;

/** Noise of 8 x 8 with random labels, another one in each split; remembers which splits were read. */
final class Squares implements SplitStream {
    private static final FieldSpec PICTURE = FieldSpec.numbers("image", 1, 8, 8);
    private static final FieldSpec LABEL = FieldSpec.category("label", 3);

    final Map<Split, Integer> read = new EnumMap<>(Split.class);
    private final float brightest;

    Squares(float brightest) {
        this.brightest = brightest;
    }

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.single(Space.of(PICTURE, LABEL), Space.EMPTY, Space.EMPTY, 0, 0);
    }

    @Override
    public int items(Split split) {
        return 50;
    }

    @Override
    public void read(Split split, int[] items, Batch batch) {
        read.merge(split, items.length, Integer::sum);
        float[] pictures = batch.put(PICTURE);
        float[] labels = batch.put(LABEL);
        for (int row = 0; row < items.length; row++) {
            RandomStream random = RandomStream.of(items[row], "squares", split.name());
            labels[row] = random.nextInt(3);
            for (int i = 0; i < 64; i++) {
                pictures[row * 64 + i] = brightest * random.nextFloat();
            }
        }
    }

    @Override
    public boolean next(Batch batch) {
        return false;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // Nothing changes.
    }

    @Override
    public void load(StateReader in) {
        // Nothing changes.
    }
}
