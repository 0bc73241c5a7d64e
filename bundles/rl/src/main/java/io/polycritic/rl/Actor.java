package io.polycritic.rl;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Mlp;
import io.polycritic.nn.Network;
import io.polycritic.nn.RowLayout;
import io.polycritic.nn.RowSetMlp;
import java.util.Optional;

/**
 * A policy: features, a network, a distribution of actions, and its parameters, which are the vector {@code policy}
 * with the group {@code mean} for the network.
 */
public final class Actor {
    /** Small, so that the first policy does nearly the same everywhere. */
    private static final double OUTPUT_GAIN = 0.01;

    private static final String NETWORK = "mean";

    private final FeatureMap features;
    private final ActionHead head;
    private final Network network;
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
        this(
                features,
                head,
                Mlp.of(NETWORK, features.width(), hidden, head.outputs(), activation, OUTPUT_GAIN),
                random);
    }

    private Actor(FeatureMap features, ActionHead head, Network network, RandomStream random) {
        this(features, head, network, vector(head, network, random));
    }

    private Actor(FeatureMap features, ActionHead head, Network network, Parameters parameters) {
        this.features = features;
        this.head = head;
        this.network = network;
        this.parameters = parameters;
    }

    /**
     * Makes a policy of a design, whose network begins near 0.
     *
     * @param features makes the network's inputs
     * @param observation what they are made of
     * @param head makes actions of the network's outputs
     * @param design what the network is like
     * @param random where the first weights come from
     */
    public static Actor of(
            FeatureMap features, Space observation, ActionHead head, NetworkDesign design, RandomStream random) {
        Network network = design.checked(observation)
                .actions(NETWORK, observation, features.width(), head.outputs(), RowSetMlp.Output.LOGITS, OUTPUT_GAIN);
        return new Actor(features, head, network, random);
    }

    private static Parameters vector(ActionHead head, Network network, RandomStream random) {
        Parameters.Builder builder = Parameters.builder("policy");
        network.addTo(builder, random);
        head.addTo(builder);
        return builder.build();
    }

    /**
     * The same policy, with the same parameters, in a world with other sets of rows.
     *
     * @param world the world, whose actions are the rows
     * @param condition the width of what the policy is conditioned on
     * @return nothing if the policy is none of rows, or that world has no rows like those that it knows
     */
    public Optional<Actor> in(EnvironmentSpec world, int condition) {
        if (!(network instanceof RowSetMlp rows)
                || !RowSets.is(world.observation())
                || !world.action().isCategory()) {
            return Optional.empty();
        }
        RowLayout layout = RowSets.layout(world.observation(), condition);
        ActionHead choice = ActionHead.of(world.action(), 0);
        if (layout.width() != rows.layout().width() || choice.outputs() != layout.rows()) {
            return Optional.empty();
        }
        FeatureMap map = new FeatureMap(world.observation(), condition);
        return Optional.of(new Actor(map, choice, rows.resized(layout), parameters));
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
        return network.apply(parameters, x);
    }

    /**
     * The whole policy for other programs: from observations, and the condition where there is one, to
     * {@link ActionHead#results}.
     *
     * @param rows B
     * @param observation o
     * @param condition d; 0 where there is none
     */
    public GraphModel model(int rows, int observation, int condition) {
        Node given = condition == 0 ? null : Graphs.input(GraphModel.CONDITION, rows, condition);
        Node x = features.apply(Graphs.input(GraphModel.OBSERVATION, rows, observation), given);
        Computation computation = new Computation();
        head.results(parameters, outputs(x)).forEach(computation::output);
        return new GraphModel(
                "policy",
                "A policy: from observations in the units of the environment to the most likely actions, and how actions"
                        + " are drawn.",
                computation);
    }

    /** A program from {@code features} [rows, f] to {@code outputs} [rows, n]. */
    public Program forward(Compute compute, int rows) {
        Node x = Graphs.input("features", rows, features.width());
        return compute.compile(new Computation().output("outputs", outputs(x)));
    }
}
