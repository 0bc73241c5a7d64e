package io.polycritic.rl;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Mlp;

/**
 * A policy: features, a network, a distribution of actions, and its parameters, which are the vector {@code policy}
 * with the group {@code mean} for the network.
 */
public final class Actor {
    /** Small, so that the first policy does nearly the same everywhere. */
    private static final double OUTPUT_GAIN = 0.01;

    private final FeatureMap features;
    private final ActionHead head;
    private final Mlp mlp;
    private final Parameters parameters;

    /**
     * Makes a policy whose network begins near 0.
     *
     * @param features makes the network's inputs
     * @param head makes actions of its outputs
     * @param hidden widths of the hidden layers
     * @param activation the function between layers
     * @param random where the first weights come from
     */
    public Actor(FeatureMap features, ActionHead head, int[] hidden, Activation activation, RandomStream random) {
        this.features = features;
        this.head = head;
        this.mlp = Mlp.of("mean", features.width(), hidden, head.outputs(), activation, OUTPUT_GAIN);
        Parameters.Builder builder = Parameters.builder("policy");
        mlp.addTo(builder, random);
        head.addTo(builder);
        this.parameters = builder.build();
    }

    /** Makes the network's inputs. */
    public FeatureMap features() {
        return features;
    }

    /** Makes actions of the network's outputs. */
    public ActionHead head() {
        return head;
    }

    /** What is learned. */
    public Parameters parameters() {
        return parameters;
    }

    /** The network's outputs [B, n] for features [B, f]. */
    public Node outputs(Node x) {
        return mlp.apply(parameters, x);
    }

    /** A program from {@code features} [rows, f] to {@code outputs} [rows, n]. */
    public Program forward(Compute compute, int rows) {
        Node x = Graphs.input("features", rows, features.width());
        return compute.compile(new Computation().output("outputs", outputs(x)));
    }
}
