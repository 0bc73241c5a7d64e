package io.polycritic.plugins.critics.value;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Initializers;
import io.polycritic.nn.Network;
import io.polycritic.nn.RowSetMlp;
import java.util.ArrayList;
import java.util.List;

/**
 * Several networks that judge actions, in one parameter vector, and their targets in another. A network gives {@code k}
 * numbers for each of n actions, [B, n k]; n is 1 where the action is an input.
 */
final class QNetworks {
    private final List<Network> networks = new ArrayList<>();
    private final int features;
    private final int actions;
    private final int perAction;
    private final boolean duelling;
    private final Parameters trained;
    private final Parameters target;

    /**
     * Makes networks.
     *
     * @param observation what features are made of
     * @param features f
     * @param actions how actions enter
     * @param perAction k
     */
    QNetworks(
            QSettings settings,
            Space observation,
            int features,
            ActionShape actions,
            int perAction,
            RandomStream random) {
        this.features = features;
        this.actions = actions.count();
        this.perAction = perAction;
        this.duelling = settings.duelling();
        int outputs = (actions.count() + (duelling ? 1 : 0)) * perAction;
        Parameters.Builder builder = Parameters.builder("q");
        for (int i = 0; i < settings.networks(); i++) {
            Network network = settings.design()
                    .actions("q" + i, observation, features + actions.width(), outputs, RowSetMlp.Output.VALUES, 1);
            network.addTo(builder, random);
            networks.add(network);
        }
        this.trained = builder.build();
        this.target = copyOf(trained);
    }

    private static Parameters copyOf(Parameters parameters) {
        Parameters.Builder builder = Parameters.builder("target");
        for (Parameters.Segment part : parameters.segments()) {
            builder.add(part.name(), Initializers.constant(0), part.shape().toArray());
        }
        Parameters copy = builder.build();
        System.arraycopy(parameters.values(), 0, copy.values(), 0, copy.size());
        return copy;
    }

    /**
     * Reads each network and its target. The target of a network that was not carried whole would be wrong about it; it
     * begins as what the network is now.
     */
    void load(StateReader in) {
        for (Network network : networks) {
            if (!in.read(trained, network.name()) || !in.read(target, network.name())) {
                copyTarget(network.name());
            }
        }
    }

    private void copyTarget(String network) {
        for (Parameters.Segment part : trained.segments()) {
            if (part.name().startsWith(network + "/")) {
                System.arraycopy(
                        trained.values(),
                        part.offset(),
                        target.values(),
                        part.offset(),
                        part.shape().size());
            }
        }
    }

    int features() {
        return features;
    }

    Parameters trained() {
        return trained;
    }

    Parameters target() {
        return target;
    }

    /** What each network gives with one of the two vectors, [B, n k]. */
    List<Node> apply(Parameters parameters, Node inputs) {
        List<Node> outputs = new ArrayList<>();
        for (Network network : networks) {
            Node output = network.apply(parameters, inputs);
            outputs.add(duelling ? combined(output) : output);
        }
        return outputs;
    }

    /**
     * Q = V + A - mean A (Wang et al., "Dueling network architectures for deep reinforcement learning", 2016, equation
     * 9), the value's numbers being the first ones of the last layer.
     */
    private Node combined(Node output) {
        int rows = output.shape().length(0);
        Node value = Shaping.reshape(Shaping.slice(output, 1, 0, perAction), rows, 1, perAction);
        Node advantages = Shaping.reshape(
                Shaping.slice(output, 1, perAction, (actions + 1) * perAction), rows, actions, perAction);
        Node each = Elementwise.subtract(advantages, Reduce.mean(advantages, 1));
        return Shaping.reshape(Elementwise.add(value, each), rows, actions * perAction);
    }

    /** A column [B, 1] of a batch as a graph sees it. */
    static Node column(String name, int rows) {
        return Graphs.input(name, rows, 1);
    }

    /**
     * Numbers for each of n actions [B, n, k] of which those of one are kept, [B, k]; chosen is [B, n], rows of sum 1.
     */
    static Node pick(Node outputs, Node chosen) {
        Shape shape = outputs.shape();
        int rows = shape.length(0);
        int n = chosen.shape().length(1);
        int k = shape.length(1) / n;
        if (k == 1) {
            return Reduce.sum(Elementwise.multiply(outputs, chosen), 1);
        }
        Node spread = Shaping.reshape(outputs, rows, n, k);
        Node weighted = Elementwise.multiply(spread, Shaping.reshape(chosen, rows, n, 1));
        return Shaping.reshape(Reduce.sum(weighted, 1), rows, k);
    }
}
