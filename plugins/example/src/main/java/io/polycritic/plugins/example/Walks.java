package io.polycritic.plugins.example;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import java.util.List;

/** Experience of one update: a batch [T, L], filled again each time. Episodes go on from one update to the next. */
final class Walks {
    private static final FieldSpec BEFORE = FieldSpec.numbers(Fields.OBSERVATION, 1);
    private static final FieldSpec AFTER = FieldSpec.numbers(Fields.NEXT_OBSERVATION, 1);
    private static final FieldSpec ACTION = FieldSpec.numbers(Fields.ACTION, 1);
    private static final FieldSpec ENDING = FieldSpec.category(Fields.ENDING, Ending.values().length);

    private final FieldSpec signals;
    private final int lanes;
    private final Batch batch;
    private final long[] world = {-1};

    Walks(int signals, int lanes, int horizon) {
        this.signals = FieldSpec.numbers(Fields.SIGNALS, signals);
        this.lanes = lanes;
        this.batch = new Batch(Shape.of(horizon, lanes));
    }

    Wiring.Builder offers() {
        return Wiring.builder()
                .offers(BEFORE)
                .offers(AFTER)
                .offers(ACTION)
                .offers(ENDING)
                .offers(signals);
    }

    Batch batch() {
        return batch;
    }

    /** Walks on, after a reset where the world is a new one; returns how many episodes ended. */
    long collect(Slot<World> slot, Table table, RandomStream random) {
        List<Lane> open = slot.get().lanes(lanes);
        if (world[0] != slot.generation()) {
            open.forEach(Lane::reset);
            world[0] = slot.generation();
        }
        long episodes = 0;
        for (int row = 0; row < batch.rows(); row++) {
            Ending ending = step(open.get(row % lanes), row, table, random);
            episodes += ending == Ending.RUNNING ? 0 : 1;
        }
        return episodes;
    }

    private Ending step(Lane lane, int row, Table table, RandomStream random) {
        batch.put(BEFORE)[row] = lane.observation()[0];
        batch.put(ACTION)[row] = table.choose(table.cell(lane.observation()[0]), random);
        Ending ending = lane.step(batch.put(ACTION), row);
        batch.put(AFTER)[row] = lane.observation()[0];
        batch.put(ENDING)[row] = ending.ordinal();
        System.arraycopy(lane.signals(), 0, batch.put(signals), row * signals.width(), signals.width());
        if (ending != Ending.RUNNING) {
            lane.reset();
        }
        return ending;
    }

    void save(StateWriter out) {
        out.put("world", world);
    }

    void load(StateReader in) {
        in.read("world", world);
    }
}
