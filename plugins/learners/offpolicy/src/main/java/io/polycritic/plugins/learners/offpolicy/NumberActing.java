package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import java.util.function.BinaryOperator;

/** Makes samples of features and noise, for a number of rows. */
final class NumberActing implements AutoCloseable {
    private final Program program;
    private final int features;
    private final int width;

    /**
     * Compiles a policy.
     *
     * @param policy samples [rows, a] from features [rows, f] and standard normal noise [rows, a]
     */
    NumberActing(Compute compute, int rows, int features, int width, BinaryOperator<Node> policy) {
        this.features = features;
        this.width = width;
        Node samples = policy.apply(Graphs.input("features", rows, features), Graphs.input("noise", rows, width));
        this.program = compute.compile(new Computation().output("samples", samples));
    }

    /** Acts on rows from {@code first} on; the noise begins at index 0. */
    void act(float[] from, int first, float[] noise, float[] samples) {
        program.set("features", from, first * features);
        program.set("noise", noise, 0);
        program.run();
        program.get("samples", samples, first * width);
    }

    @Override
    public void close() {
        program.close();
    }
}
