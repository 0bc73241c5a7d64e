package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.learner.EncodingLearner;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Program;

/** Encodes with a learner's present parameters. */
final class FrozenEncoder implements EncodingLearner.Encoder {
    private final Program program;

    FrozenEncoder(Networks networks, Compute compute, int rows, int view, EncodingLearner.Layer layer) {
        this.program = compute.compile(new Computation()
                .output(
                        "representations",
                        networks.apply(
                                networks.parameters(),
                                Graphs.input("inputs", networks.inputShape(rows)),
                                view,
                                layer)));
    }

    @Override
    public void encode(float[] inputs, int offset, float[] representations) {
        program.set("inputs", inputs, offset);
        program.run();
        program.get("representations", representations, 0);
    }

    @Override
    public void close() {
        program.close();
    }
}
