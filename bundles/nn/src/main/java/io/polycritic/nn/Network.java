package io.polycritic.nn;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;

/** A network from rows of features to rows of outputs, without state of its own: all that is learned are parameters. */
public interface Network {
    /** The group of its parts in a parameter vector, what stands before the slash. */
    String name();

    /** Adds the network's parts to a vector, with first values from a stream. */
    void addTo(Parameters.Builder builder, RandomStream random);

    /**
     * What the network gives.
     *
     * @param parameters a vector that has its parts
     * @param x features, [B, f]
     * @return outputs, [B, n]
     */
    Node apply(Parameters parameters, Node x);
}
