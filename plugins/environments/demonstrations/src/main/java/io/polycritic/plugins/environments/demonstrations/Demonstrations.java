package io.polycritic.plugins.environments.demonstrations;

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
import java.util.function.Supplier;

/**
 * Rows of a table, drawn uniformly with replacement; never ends. The table is made when the first batch is asked for,
 * because frozen copies of a run have such a part too and never ask. It is a function of its source, so there is no
 * state to save but the random stream, which the run keeps.
 */
final class Demonstrations implements DataStream {
    private final EnvironmentSpec spec;
    private final FieldSpec observation;
    private final FieldSpec action;
    private final RandomStream random;
    private final Supplier<Table> source;
    private Table table;

    /**
     * Makes a stream.
     *
     * @param world whose observations and actions the rows are
     * @param random draws rows
     * @param source makes the table, of at least one row
     */
    Demonstrations(EnvironmentSpec world, RandomStream random, Supplier<Table> source) {
        this.observation =
                FieldSpec.numbers(Fields.OBSERVATION, world.observation().width());
        this.action = FieldSpec.numbers(Fields.ACTION, world.action().width());
        this.spec = EnvironmentSpec.single(Space.of(observation, action), Space.EMPTY, Space.EMPTY, 0, 0);
        this.random = random;
        this.source = source;
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public boolean next(Batch batch) {
        if (table == null) {
            table = source.get();
        }
        int o = observation.width();
        int a = action.width();
        float[] observations = batch.put(observation);
        float[] actions = batch.put(action);
        for (int row = 0; row < batch.rows(); row++) {
            int drawn = random.nextInt(table.rows());
            System.arraycopy(table.observations(), drawn * o, observations, row * o, o);
            System.arraycopy(table.actions(), drawn * a, actions, row * a, a);
        }
        return true;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // The table is made anew from its source.
    }

    @Override
    public void load(StateReader in) {
        // The table is made anew from its source.
    }
}
