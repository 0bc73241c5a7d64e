package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;

/** The description of a table with a tip and a block, and batches from it. */
final class Table {
    static final EnvironmentSpec SPEC = EnvironmentSpec.single(
            Space.of(
                    FieldSpec.numbers("tip.position", 3),
                    FieldSpec.numbers("block.position", 3),
                    FieldSpec.numbers("heading", 2)),
            Space.of(FieldSpec.numbers("move", 2).within(-2, 2)),
            Space.of(
                    FieldSpec.numbers("contact.force"),
                    FieldSpec.numbers("table.touch"),
                    FieldSpec.numbers("block.off"),
                    FieldSpec.numbers("reward")),
            50,
            0.1);

    private Table() {}

    static TestRun run() {
        return new TestRun(1, null, null).environment(SPEC);
    }

    /** A batch of rows, all zeros. */
    static Batch batch(int rows) {
        Batch batch = new Batch(Shape.of(rows, 1));
        batch.put(FieldSpec.numbers(Fields.NEXT_OBSERVATION, SPEC.observation().width()));
        batch.put(FieldSpec.numbers(Fields.SIGNALS, SPEC.signals().width()));
        batch.put(FieldSpec.numbers(Fields.ACTION, SPEC.action().width()));
        return batch;
    }
}
