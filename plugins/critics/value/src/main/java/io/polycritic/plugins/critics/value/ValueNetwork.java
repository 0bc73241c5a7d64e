package io.polycritic.plugins.critics.value;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.Network;
import io.polycritic.rl.ProgramObjective;
import java.util.Arrays;

/** A value network for features of one width, and its programs for one shape of rollout. */
final class ValueNetwork implements AutoCloseable {
    private final Compute compute;
    private final Network network;
    private final int features;
    private final Parameters parameters;
    private Programs programs;

    /** Programs and buffers for one shape of rollout. */
    private record Programs(
            int rows,
            int lanes,
            int minibatch,
            Program whole,
            Program few,
            Program step,
            float[] features,
            float[] values) {
        void close() {
            whole.close();
            few.close();
            step.close();
        }
    }

    /** The network's output layer is to begin at 0: all values are 0 then, whatever the scale of the reward. */
    ValueNetwork(Compute compute, int features, Network network, RandomStream random) {
        this.compute = compute;
        this.features = features;
        this.network = network;
        Parameters.Builder builder = Parameters.builder("value");
        network.addTo(builder, random);
        this.parameters = builder.build();
    }

    int features() {
        return features;
    }

    Parameters parameters() {
        return parameters;
    }

    /** Makes the programs for rollouts of so many rows, unless they are there. */
    void fit(int rows, int lanes, int minibatch) {
        if (programs != null && programs.rows == rows && programs.lanes == lanes && programs.minibatch == minibatch) {
            return;
        }
        close();
        programs = new Programs(
                rows,
                lanes,
                minibatch,
                forward(rows),
                forward(lanes),
                training(minibatch),
                new float[lanes * features],
                new float[lanes]);
    }

    private Program forward(int rows) {
        Node x = Graphs.input("features", rows, features);
        return compute.compile(new Computation().output("values", values(x)));
    }

    /** Values [B, 1] of features [B, f], as the network learns them. */
    Node values(Node x) {
        return network.apply(parameters, x);
    }

    private Program training(int rows) {
        Node values = network.apply(parameters, Graphs.input("features", rows, features));
        Node loss = Distributions.meanSquare(values, Graphs.input("targets", rows, 1));
        return compute.compile(new Computation().output("loss", loss).gradient("gradient", loss, parameters));
    }

    /** Values of all rows of the rollout. */
    void values(float[] from, float[] values) {
        programs.whole.set("features", from, 0);
        programs.whole.run();
        programs.whole.get("values", values, 0);
    }

    /**
     * Values of some rows, as many at a time as there are lanes.
     *
     * @param from [rows, f]
     * @param rows which rows, the first {@code count} entries
     * @param values written to at those rows alone
     */
    void values(float[] from, int[] rows, int count, float[] values) {
        for (int first = 0; first < count; first += programs.lanes) {
            int these = Math.min(programs.lanes, count - first);
            for (int i = 0; i < these; i++) {
                System.arraycopy(from, rows[first + i] * features, programs.features, i * features, features);
            }
            Arrays.fill(programs.features, these * features, programs.features.length, 0);
            programs.few.set("features", programs.features, 0);
            programs.few.run();
            programs.few.get("values", programs.values, 0);
            for (int i = 0; i < these; i++) {
                values[rows[first + i]] = programs.values[i];
            }
        }
    }

    /** Sets the minibatch whose error is the objective. */
    void set(float[] from, float[] targets) {
        programs.step.set("features", from, 0);
        programs.step.set("targets", targets, 0);
    }

    /** The squared error of the minibatch that is set, as an objective. */
    ProgramObjective objective(String name) {
        return new ProgramObjective(name, programs.step, "loss", "gradient");
    }

    @Override
    public void close() {
        if (programs != null) {
            programs.close();
            programs = null;
        }
    }
}
