package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Mlp;
import io.polycritic.rl.FeatureMap;

/** The policy: features, a network, a distribution of actions, and its parameters. */
final class Actor {
    /** Small, so that the first policy does nearly the same everywhere. */
    private static final double OUTPUT_GAIN = 0.01;

    private final FeatureMap features;
    private final ActionHead head;
    private final Mlp mlp;
    private final Parameters parameters;

    Actor(PpoSettings settings, EnvironmentSpec environment, ActionHead head, RandomStream random) {
        this.features = new FeatureMap(environment.observation(), settings.skillDimension());
        this.head = head;
        this.mlp =
                Mlp.of("mean", features.width(), settings.hidden(), head.outputs(), settings.activation(), OUTPUT_GAIN);
        Parameters.Builder builder = Parameters.builder("policy");
        mlp.addTo(builder, random);
        head.addTo(builder);
        this.parameters = builder.build();
    }

    FeatureMap features() {
        return features;
    }

    ActionHead head() {
        return head;
    }

    Parameters parameters() {
        return parameters;
    }

    /** The network's outputs [B, n] for features [B, f]. */
    Node outputs(Node x) {
        return mlp.apply(parameters, x);
    }

    /** A program from {@code features} [rows, f] to {@code outputs} [rows, n]. */
    Program forward(Compute compute, int rows) {
        Node x = Graphs.input("features", rows, features.width());
        return compute.compile(new Computation().output("outputs", outputs(x)));
    }
}
