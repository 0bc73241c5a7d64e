package io.polycritic.bench;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import java.util.Map;

/**
 * What a training step minimises.
 *
 * @param parameters what is learned
 * @param loss a scalar
 * @param inputs the fixed batch, numbers by input name
 */
record Model(Parameters parameters, Node loss, Map<String, float[]> inputs) {
    static final String LOSS = "loss";
    static final String GRADIENT = "gradient";

    Computation computation() {
        return new Computation().output(LOSS, loss).gradient(GRADIENT, loss, parameters);
    }
}
