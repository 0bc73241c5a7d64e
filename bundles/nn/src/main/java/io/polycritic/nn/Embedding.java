package io.polycritic.nn;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;

/**
 * A vector for each of some symbols. Its part of the parameter vector is {@code <name>.weight} [V, n].
 *
 * @param name how its part begins
 * @param symbols V
 * @param width n
 */
public record Embedding(String name, int symbols, int width) {
    /** Adds its part to a vector. */
    public void addTo(Parameters.Builder builder, Parameters.Initializer weights) {
        builder.add(name + ".weight", weights, symbols, width);
    }

    /** The vectors [.., n] of symbols [..], whole numbers from 0 to V-1; any other has a vector of zeros. */
    public Node apply(Parameters parameters, Node ids) {
        return Indexing.gather(weight(parameters), ids);
    }

    /** Scores [.., V] of all symbols for vectors [.., n], by the same weights: "tied embeddings". */
    public Node scores(Parameters parameters, Node x) {
        return Linear.matmul(x, false, weight(parameters), true);
    }

    private Node weight(Parameters parameters) {
        return Graphs.parameter(parameters, name + ".weight");
    }
}
