package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Mlp;
import io.polycritic.nn.SpectralNorm;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The encoder phi: a ReLU network whose layers are divided by their largest singular value, so that |phi'| is at most
 * 1.
 */
final class LipschitzEncoder {
    /** Iterations at most, and the growth in one at which they end, where the singular values must be right. */
    private static final int MOST_ITERATIONS = 200;

    private static final double TOLERANCE = 1e-6;

    private final Compute compute;
    private final Mlp mlp;
    private final Parameters parameters;
    private final SpectralNorm norm;
    private final int powerIterations;

    LipschitzEncoder(Compute compute, int inputs, int[] hidden, int outputs, int powerIterations, RandomStream random) {
        this.compute = compute;
        this.mlp = Mlp.of("phi", inputs, hidden, outputs, Activation.RELU, 1);
        Parameters.Builder builder = Parameters.builder("encoder");
        mlp.addTo(builder, random);
        this.parameters = builder.build();
        this.norm = new SpectralNorm(parameters, weights(), random);
        this.powerIterations = powerIterations;
        settle();
    }

    private List<String> weights() {
        return IntStream.range(0, mlp.layers()).mapToObj(mlp::weight).toList();
    }

    Parameters parameters() {
        return parameters;
    }

    int inputs() {
        return mlp.widths()[0];
    }

    int outputs() {
        return mlp.widths()[mlp.layers()];
    }

    /** A layer's weight as it is used, [i, n]. */
    Node normalised(int layer) {
        return norm.normalised(parameters, mlp.weight(layer));
    }

    Node apply(Node x) {
        return mlp.apply(parameters, x, norm::normalised);
    }

    /** A program from {@code objects} [rows, n] to {@code codes} [rows, d]. */
    Program encoding(int rows) {
        Node x = Graphs.input("objects", rows, inputs());
        return compute.compile(new Computation().output("codes", apply(x)));
    }

    /** A program of the objective with reversed sign: minus the mean of (phi(after) - phi(before)) . skill. */
    Program training(int rows) {
        Node before = Graphs.input("before", rows, inputs());
        Node after = Graphs.input("after", rows, inputs());
        Node skills = Graphs.input("skills", rows, outputs());
        Node codes = apply(Shaping.concat(0, before, after));
        Node move = Elementwise.subtract(Shaping.slice(codes, 0, rows, 2 * rows), Shaping.slice(codes, 0, 0, rows));
        Node gain = Reduce.sum(Elementwise.multiply(move, skills), -1);
        Node loss = Elementwise.negate(Reduce.mean(gain));
        return compute.compile(new Computation().output("loss", loss).gradient("gradient", loss, parameters));
    }

    /** Makes the power iterations of a gradient step and hands their result to a program. */
    void follow(Program program) {
        norm.iterate(powerIterations, powerIterations, 0);
        norm.feed(program);
    }

    /** Iterates until the singular values are right. */
    void settle() {
        norm.iterate(powerIterations, Math.max(powerIterations, MOST_ITERATIONS), TOLERANCE);
    }

    /** Hands the present singular vectors to a program. */
    void feed(Program program) {
        norm.feed(program);
    }

    void save(StateWriter out) {
        out.put(parameters);
        for (int i = 0; i < mlp.layers(); i++) {
            out.put("left" + i, norm.left().get(i));
            out.put("right" + i, norm.right().get(i));
        }
    }

    /** Singular vectors that do not belong to the weights are found anew. */
    void load(StateReader in) {
        boolean all = in.read(parameters);
        for (int i = 0; i < mlp.layers(); i++) {
            all &= in.read("left" + i, norm.left().get(i));
            all &= in.read("right" + i, norm.right().get(i));
        }
        if (!all) {
            settle();
        }
    }
}
