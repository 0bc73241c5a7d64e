package io.polycritic.nn;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;

/**
 * A dense layer, x W + b. Parts of the parameter vector are {@code <name>.weight} [i, n] and {@code <name>.bias} [n].
 *
 * @param name how its parts begin
 * @param inputs i
 * @param outputs n
 * @param biased whether it adds a bias
 */
public record Dense(String name, int inputs, int outputs, boolean biased) {
    /** A layer with a bias. */
    public static Dense of(String name, int inputs, int outputs) {
        return new Dense(name, inputs, outputs, true);
    }

    /** The name of its weight. */
    public String weight() {
        return name + ".weight";
    }

    /** The name of its bias. */
    public String bias() {
        return name + ".bias";
    }

    /** Adds its parts to a vector: the weight as given, the bias 0. */
    public void addTo(Parameters.Builder builder, Parameters.Initializer weights) {
        builder.add(weight(), weights, inputs, outputs);
        if (biased) {
            builder.add(bias(), Initializers.constant(0), outputs);
        }
    }

    /** Outputs [.., n] for inputs [.., i]. */
    public Node apply(Parameters parameters, Node x) {
        return apply(parameters, x, Graphs.parameter(parameters, weight()));
    }

    /** The same with a weight [i, n] that was changed first. */
    public Node apply(Parameters parameters, Node x, Node weight) {
        return biased ? Linear.dense(x, weight, Graphs.parameter(parameters, bias())) : Linear.matmul(x, weight);
    }
}
