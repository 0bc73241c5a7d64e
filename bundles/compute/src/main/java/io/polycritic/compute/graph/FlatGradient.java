package io.polycritic.compute.graph;

import io.polycritic.api.tensor.Parameters;
import java.util.List;

/**
 * A gradient to be laid out like its parameters.
 *
 * @param name the output's name
 * @param parameters the vector whose layout it has
 * @param parts the gradient of each part that the objective depends on; all other numbers are 0
 */
public record FlatGradient(String name, Parameters parameters, List<Part> parts) {
    /**
     * The gradient of one part.
     *
     * @param offset where it begins in the vector
     * @param value its value
     */
    public record Part(int offset, Value value) {}
}
