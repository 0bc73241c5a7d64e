package io.polycritic.preference;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a preference model reads prompts and responses with, as a builder of graphs: a network of features, or a
 * sequence model of tokens. Heads stand on its states.
 */
@ConsumerType
public interface ResponseEncoder {
    /**
     * The width of a state, W.
     *
     * @return at least 1
     */
    int width();

    /**
     * Adds the encoder's parts to the model's parameter vector.
     *
     * @param builder of the vector
     * @param random draws first values
     */
    void addTo(Parameters.Builder builder, RandomStream random);

    /**
     * Gives the encoder's parts other first values than those that {@link #addTo} has drawn, where it has such: those
     * of another model.
     *
     * @param parameters the vector, just built
     */
    default void begin(Parameters parameters) {}

    /**
     * The states of one or several responses, read together, to a prompt.
     *
     * @param parameters the vector
     * @param prompt [N, c], or null where there is none
     * @param responses [N, d] each, as many as the encoder was made for
     * @return [N, W]
     */
    Node states(Parameters parameters, Node prompt, List<Node> responses);

    /**
     * The states of prompts by themselves, of the same width.
     *
     * @param parameters the vector
     * @param prompt [N, c]
     * @return [N, W]
     */
    Node prompts(Parameters parameters, Node prompt);
}
