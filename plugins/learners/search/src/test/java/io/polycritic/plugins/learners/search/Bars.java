package io.polycritic.plugins.learners.search;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;

/** Noisy pictures of 8 x 8 with a bright bar in one of four quarters, which is the class. */
final class Bars implements DataStream {
    private static final FieldSpec PICTURE = FieldSpec.numbers("image", 1, 8, 8);
    private static final FieldSpec LABEL = FieldSpec.category("label", 4);
    static final EnvironmentSpec SPEC =
            EnvironmentSpec.single(Space.of(PICTURE, LABEL), Space.EMPTY, Space.EMPTY, 0, 0);

    private final RandomStream random;

    Bars(RandomStream random) {
        this.random = random;
    }

    @Override
    public EnvironmentSpec spec() {
        return SPEC;
    }

    @Override
    public boolean next(Batch batch) {
        float[] pictures = batch.put(PICTURE);
        float[] labels = batch.put(LABEL);
        for (int row = 0; row < labels.length; row++) {
            int label = random.nextInt(4);
            labels[row] = label;
            for (int i = 0; i < 64; i++) {
                boolean bar = i / 16 == label && i % 8 > 1;
                pictures[row * 64 + i] = (bar ? 0.6f : 0f) + 0.4f * random.nextFloat();
            }
        }
        return true;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // The run keeps the random stream.
    }

    @Override
    public void load(StateReader in) {
        // The run keeps the random stream.
    }
}
