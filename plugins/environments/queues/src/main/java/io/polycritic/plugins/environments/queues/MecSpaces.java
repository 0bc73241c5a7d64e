package io.polycritic.plugins.environments.queues;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.rl.RowSets;
import java.util.ArrayList;
import java.util.List;

/** The spaces of {@code mec-queue} for R rows: the cloud, if there is one, then the servers. */
final class MecSpaces {
    /** Bins of residual work, and one for what is beyond them. */
    static final int BINS = 8;

    static final String MARGINAL = "delay.marginal";

    private MecSpaces() {}

    static EnvironmentSpec spec(MecSetup setup, int rows) {
        List<FieldSpec> fields = new ArrayList<>(List.of(
                FieldSpec.numbers(RowSets.PRESENT, rows).within(0, 1),
                FieldSpec.numbers("work", rows).in("1e9 cycles", 0.5),
                FieldSpec.numbers("upload", rows).in("s", 1),
                FieldSpec.numbers("frequency", rows).in("GHz", 0.3),
                FieldSpec.numbers("energy", rows).in("J", 0.05),
                counts(setup, FieldSpec.numbers("tasks", rows).in("", 0.2))));
        fields.add(
                setup.look().histogram()
                        ? counts(
                                setup,
                                FieldSpec.numbers("residual", rows, BINS + 1).in("tasks", 0.5))
                        : FieldSpec.numbers("residual.mean", rows).in("1e9 cycles", 0.5));
        fields.add(FieldSpec.numbers("cloud", rows).within(0, 1));
        if (setup.look().marginals()) {
            fields.add(FieldSpec.numbers(MARGINAL, rows).in("s", 0.5));
        }
        Space signals = Space.of(
                FieldSpec.numbers("delay.marginal").in("s", 1),
                FieldSpec.numbers("delay.own").in("s", 1),
                FieldSpec.numbers("delay.completed").in("s", 1),
                FieldSpec.numbers("energy").in("J", 1),
                FieldSpec.numbers("time").in("s", 1));
        Space action = Space.of(FieldSpec.category("target", rows));
        return EnvironmentSpec.single(Space.of(fields.toArray(FieldSpec[]::new)), action, signals, setup.tasks(), 0);
    }

    private static FieldSpec counts(MecSetup setup, FieldSpec field) {
        return setup.look().compressed() ? field.compressed() : field;
    }
}
