package io.polycritic.plugins.critics.critique;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.critique.Note;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import java.util.List;

/** Critiques that are true. */
final class TrueVerdicts implements CritiqueModel {
    private final double missed;
    private final Verdicts verdicts;

    TrueVerdicts(double missed, PartContext context) {
        this.missed = missed;
        this.verdicts = new Verdicts(context);
    }

    @Override
    public Wiring wiring() {
        return verdicts.wiring();
    }

    @Override
    public void criticise(Batch batch, double temperature, RandomStream random, float[] into) {
        PathStream world = verdicts.world();
        PathSpace space = verdicts.space();
        float[] items = batch.numbers(Fields.ITEM);
        float[] paths = batch.numbers(PathSpace.PATH);
        for (int row = 0; row < batch.rows(); row++) {
            int[] path = PathSpace.read(paths, row, space.path());
            List<Note> errors = world.assess((long) items[row], path).errors().stream()
                    .sorted()
                    .filter(note -> missed == 0 || random.nextDouble() >= missed)
                    .toList();
            PathSpace.write(world.notes().write(errors), into, row, space.critique());
        }
    }

    @Override
    public void score(Batch batch) {
        verdicts.score(this, batch, 0);
    }

    /** Does nothing: it knows all. */
    @Override
    public void learn(Batch batch) {}

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
