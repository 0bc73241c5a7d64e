package io.polycritic.plugins.critics.critique;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.critique.NoteGrammar;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;

/** What critics of paths have in common: the world, the fields that they offer, and verdicts from critiques. */
final class Verdicts {
    private static final String ENVIRONMENT = "environment";

    private final PartContext context;
    private final Slot<PathStream> world;
    private final PathSpace space;

    Verdicts(PartContext context) {
        this.context = context;
        this.world = context.slot(ENVIRONMENT, PathStream.class);
        this.space = PathSpace.of(context.environment().observation());
    }

    PathSpace space() {
        return space;
    }

    PathStream world() {
        return world.get();
    }

    Wiring wiring() {
        return Wiring.builder()
                .calls(ENVIRONMENT, PathStream.class, 1)
                .offers(critiques())
                .offers(verdict())
                .build();
    }

    private FieldSpec critiques() {
        return space.critiques(CritiqueModel.critiques(context.name()));
    }

    private FieldSpec verdict() {
        return FieldSpec.numbers(CritiqueModel.verdicts(context.name())).within(0, 1);
    }

    /** Writes critiques and verdicts of a critic. */
    void score(CritiqueModel critic, Batch batch, double temperature) {
        float[] critiques = batch.put(critiques());
        critic.criticise(batch, temperature, context.random("critiques"), critiques);
        float[] verdicts = batch.put(verdict());
        NoteGrammar notes = world().notes();
        for (int row = 0; row < batch.rows(); row++) {
            boolean passes =
                    notes.read(PathSpace.read(critiques, row, space.critique())).passes();
            verdicts[row] = passes ? 1 : 0;
        }
    }
}
