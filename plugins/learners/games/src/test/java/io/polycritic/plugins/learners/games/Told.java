package io.polycritic.plugins.learners.games;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.games.GameFields;
import io.polycritic.games.JointDemonstrations;
import java.util.List;

/** Demonstrations of one transition of some number, in which the second agent does something of its own. */
final class Told implements DataStream {
    private final EnvironmentSpec world;
    private final int number;
    private final float second;
    private List<String> agents;

    Told(EnvironmentSpec world, int number, float second) {
        this.world = world;
        this.number = number;
        this.second = second;
        this.agents = world.agents();
    }

    Told agents(String... names) {
        agents = List.of(names);
        return this;
    }

    @Override
    public EnvironmentSpec spec() {
        return new EnvironmentSpec(JointDemonstrations.fields(world), Space.EMPTY, Space.EMPTY, 0, 0, agents);
    }

    @Override
    public boolean next(Batch batch) {
        for (FieldSpec field : spec().observation().fields()) {
            batch.put(field);
        }
        for (int row = 0; row < batch.rows(); row++) {
            batch.numbers(GameFields.TRANSITION)[row] = number;
            batch.numbers(Fields.ACTION)[row * 2 + 1] = second;
        }
        return true;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
