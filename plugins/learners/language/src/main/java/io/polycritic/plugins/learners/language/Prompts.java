package io.polycritic.plugins.learners.language;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Shape;
import io.polycritic.language.TextSpace;

/** Prompts of the run's environment, and what was written about them. */
final class Prompts {
    static final String SLOT = "environment";

    private final Slot<DataStream> stream;
    private final Batch batch;

    Prompts(PartContext context, int rows) {
        this.stream = context.slot(SLOT, DataStream.class);
        this.batch = new Batch(Shape.of(rows));
    }

    /** The next prompts [rows, P]; the same array each time. */
    float[] next() {
        if (!stream.get().next(batch)) {
            throw new PolycriticException(ErrorCode.USER, SLOT, "has ended; policies learn from prompts that go on");
        }
        return batch.numbers(TextSpace.PROMPT);
    }

    /** What was written about them [rows, R]; the same array each time. */
    float[] written() {
        return batch.numbers(TextSpace.RESPONSE);
    }
}
