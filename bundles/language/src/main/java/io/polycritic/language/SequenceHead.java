package io.polycritic.language;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Dense;
import io.polycritic.nn.Initializers;

/**
 * Numbers for a whole response from the states of its tokens: w h_t + b, summed over all tokens or read from the last
 * one.
 *
 * @param name how its parts begin
 * @param width W
 * @param outputs n
 * @param pooling which tokens count
 */
public record SequenceHead(String name, int width, int outputs, Pooling pooling) {
    /** Which tokens of a response count. */
    public enum Pooling {
        /** All, summed. */
        SUM,
        /** The last one. */
        LAST
    }

    private Dense dense() {
        return Dense.of(name, width, outputs);
    }

    /** Adds its parts to a vector: zeros, so that at first nothing is better than anything else. */
    public void addTo(Parameters.Builder builder) {
        dense().addTo(builder, Initializers.constant(0));
    }

    /** A number of each token, [B, R, n] from states [B, R, W]. */
    public Node ofTokens(Parameters parameters, Node states) {
        return dense().apply(parameters, states);
    }

    /** A number of each response, [B, n] from states [B, R, W]. */
    public Node apply(Parameters parameters, Node states, TextInputs texts) {
        int rows = texts.rows();
        Node counts = pooling == Pooling.SUM ? texts.counts() : texts.last();
        Node each = ofTokens(parameters, states);
        Node kept = Elementwise.multiply(
                each, Shaping.reshape(counts, rows, texts.space().response(), 1));
        return Shaping.reshape(Reduce.sum(kept, 1), rows, outputs);
    }
}
