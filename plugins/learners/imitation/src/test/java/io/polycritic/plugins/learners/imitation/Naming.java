package io.polycritic.plugins.learners.imitation;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;

/**
 * Demonstrations of how one of four classes is named that is shown as a one-hot vector.
 *
 * @param random draws classes
 */
record Naming(RandomStream random) implements DataStream {
    @Override
    public boolean next(Batch batch) {
        float[] shown = batch.put(FieldSpec.numbers(Fields.OBSERVATION, 4));
        float[] named = batch.put(FieldSpec.numbers(Fields.ACTION, 1));
        Arrays.fill(shown, 0);
        for (int row = 0; row < batch.rows(); row++) {
            int drawn = random.nextInt(4);
            shown[4 * row + drawn] = 1;
            named[row] = drawn;
        }
        return true;
    }

    @Override
    public EnvironmentSpec spec() {
        Space rows = Space.of(FieldSpec.numbers(Fields.OBSERVATION, 4), FieldSpec.numbers(Fields.ACTION, 1));
        return EnvironmentSpec.single(rows, Space.EMPTY, Space.EMPTY, 0, 0);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // The random stream is the run's.
    }

    @Override
    public void load(StateReader in) {
        // There is nothing to load.
    }
}
