package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;

/** Items of six numbers that come in noisy views; item i of a batch is 100 + i. */
record Blobs(int views, RandomStream random) implements MultiViewStream {
    static final FieldSpec SIGNAL = FieldSpec.numbers("signal", 6);

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.single(Space.of(SIGNAL, FieldSpec.numbers(Fields.ITEM)), Space.EMPTY, Space.EMPTY, 0, 0);
    }

    @Override
    public boolean next(Batch batch) {
        float[] signal = batch.put(SIGNAL);
        float[] ids = batch.put(FieldSpec.numbers(Fields.ITEM));
        int items = batch.rows() / views;
        for (int i = 0; i < items; i++) {
            double[] centre = random.doubles(6).map(x -> 4 * x - 2).toArray();
            for (int v = 0; v < views; v++) {
                int row = v * items + i;
                ids[row] = 100 + i;
                for (int k = 0; k < 6; k++) {
                    signal[row * 6 + k] = (float) (centre[k] + 0.2 * random.nextGaussian());
                }
            }
        }
        return true;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().provides(VIEWS, views).build();
    }

    @Override
    public void save(StateWriter out) {
        // The random stream is the run's.
    }

    @Override
    public void load(StateReader in) {
        // The random stream is the run's.
    }
}
