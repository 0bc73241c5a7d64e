package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.Mlp;

/** q(bin | o): a ReLU network with one logit for each sector of the circle of skills. */
final class Discriminator {
    private static final double OUTPUT_GAIN = 0.01;

    private final Compute compute;
    private final Mlp mlp;
    private final Parameters parameters;

    Discriminator(Compute compute, int inputs, int[] hidden, int bins, RandomStream random) {
        this.compute = compute;
        this.mlp = Mlp.of("q", inputs, hidden, bins, Activation.RELU, OUTPUT_GAIN);
        Parameters.Builder builder = Parameters.builder("discriminator");
        mlp.addTo(builder, random);
        this.parameters = builder.build();
    }

    Parameters parameters() {
        return parameters;
    }

    int bins() {
        return mlp.widths()[mlp.layers()];
    }

    /** The sector of a skill (x, y): sectors are counted from the angle 0 upwards. */
    int bin(float x, float y) {
        double turn = Math.atan2(y, x) / (2 * Math.PI);
        return Math.floorMod((int) Math.floor(turn * bins()), bins());
    }

    /** The angle in the middle of a sector. */
    double centre(int bin) {
        return 2 * Math.PI * (bin + 0.5) / bins();
    }

    /** A program from {@code objects} [rows, n] to {@code logs} [rows, bins], log q. */
    Program classifying(int rows) {
        Node x = Graphs.input("objects", rows, mlp.widths()[0]);
        return compute.compile(new Computation().output("logs", Reduce.logSoftmax(mlp.apply(parameters, x))));
    }

    /** A program of the cross-entropy of {@code bins} [rows] at {@code objects}. */
    Program training(int rows) {
        Node x = Graphs.input("objects", rows, mlp.widths()[0]);
        Node loss = Distributions.crossEntropy(mlp.apply(parameters, x), Graphs.input("bins", rows));
        return compute.compile(new Computation().output("loss", loss).gradient("gradient", loss, parameters));
    }
}
