package io.polycritic.vision;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;

/** A network from pictures to vectors, as a builder of graphs. */
public interface Encoder {
    /**
     * Adds its parts to a parameter vector.
     *
     * @param builder the vector
     * @param random draws first values
     */
    void addTo(Parameters.Builder builder, RandomStream random);

    /**
     * Builds the network.
     *
     * @param parameters the vector with its parts
     * @param pictures [B, c, h, w]
     * @return [B, n]
     */
    Node apply(Parameters parameters, Node pictures);

    /**
     * Counts the numbers of a representation.
     *
     * @return n
     */
    int width();
}
