package io.polycritic.plugins.learners.games;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.games.JointActions;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.Mlp;
import java.util.ArrayList;
import java.util.List;

/** One policy network for each agent, in one parameter vector. */
final class ActorTeam {
    private static final double OUTPUT_GAIN = 0.01;

    private final List<String> agents;
    private final JointActions actions;
    private final int features;
    private final List<Mlp> networks = new ArrayList<>();
    private final Parameters parameters;

    ActorTeam(
            List<String> agents,
            JointActions actions,
            int features,
            int[] hidden,
            Activation activation,
            RandomStream random) {
        this.agents = agents;
        this.actions = actions;
        this.features = features;
        Parameters.Builder builder = Parameters.builder("policy");
        for (int i = 0; i < agents.size(); i++) {
            Mlp mlp = Mlp.of(agents.get(i), features, hidden, actions.count(i), activation, OUTPUT_GAIN);
            mlp.addTo(builder, random);
            networks.add(mlp);
        }
        this.parameters = builder.build();
    }

    Parameters parameters() {
        return parameters;
    }

    JointActions actions() {
        return actions;
    }

    /** A program from {@code features} [rows, f] to {@code logs0} .. [rows, A_i], log-probabilities. */
    Program forward(Compute compute, int rows) {
        Node x = Graphs.input("features", rows, features);
        Computation computation = new Computation();
        for (int i = 0; i < networks.size(); i++) {
            computation.output("logs" + i, Reduce.logSoftmax(networks.get(i).apply(parameters, x)));
        }
        return compute.compile(computation);
    }

    /**
     * A program of the sum over agents of -mean(log pi_i(a_i|s) A_i) - entropy H(pi_i), of {@code features},
     * {@code taken<i>} and {@code advantages<i>}.
     */
    Program training(Compute compute, int rows, double entropy) {
        Node x = Graphs.input("features", rows, features);
        Node loss = Graphs.constant(0f);
        Node entropies = Graphs.constant(0f);
        for (int i = 0; i < networks.size(); i++) {
            Node logits = networks.get(i).apply(parameters, x);
            Node log = Distributions.categoricalLogProbability(logits, Graphs.input("taken" + i, rows));
            Node gain = Reduce.mean(Elementwise.multiply(log, Graphs.input("advantages" + i, rows, 1)));
            loss = Elementwise.subtract(loss, gain);
            entropies = Elementwise.add(entropies, Distributions.categoricalEntropy(logits));
        }
        Node total = Elementwise.subtract(loss, Elementwise.scale(entropies, (float) entropy));
        return compute.compile(new Computation()
                .output("loss", total)
                .output("entropy", Elementwise.scale(entropies, 1f / agents.size()))
                .gradient("gradient", total, parameters));
    }
}
