package io.polycritic.vlm;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Distributions;

/** What texts are worth to a model, as nodes. */
public final class VlmScores {
    private VlmScores() {}

    /**
     * log pi(y_t | picture, prompt, y_before t) of each token behind the first one.
     *
     * @param model the model
     * @param parameters its parameters
     * @param inputs the inputs
     * @param cells what the encoder makes of the pictures, [B, S, n]
     * @param name which of the texts
     * @return [B, G - 1], 0 where no token is
     */
    public static Node logProbabilities(
            TinyVlm model, Parameters parameters, VlmInputs inputs, Node cells, String name) {
        Node written = inputs.writtenNode(name);
        Node scores = model.scores(parameters, cells, inputs.promptNode(), written);
        int last = model.generated() - 1;
        Node said = Shaping.slice(written, 1, 1, last + 1);
        Node log = Distributions.categoricalLogProbability(Shaping.slice(scores, 1, 0, last), said);
        return Shaping.reshape(log, inputs.rows(), last);
    }

    /** The log-probability of each whole text: [B] from [B, G - 1]. */
    public static Node ofTexts(Node each) {
        return Shaping.reshape(Reduce.sum(each, 1), each.shape().length(0));
    }

    /** The mean negative log-probability of the tokens behind the first ones of the texts of a name, a scalar. */
    public static Node loss(Node logProbabilities, VlmInputs inputs, String name) {
        Node said = Shaping.slice(inputs.writtenNode(name), 1, 1, inputs.model().generated());
        Node count = Reduce.sum(Elementwise.greaterEqual(said, Graphs.constant(0f)));
        return Elementwise.negate(Elementwise.divide(Reduce.sum(logProbabilities), count));
    }
}
