package io.polycritic.language;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.SequenceModel;

/**
 * A sequence model with the vector that its parameters are part of: what responses to prompts are worth to it, as
 * nodes.
 *
 * @param model the model
 * @param parameters the vector
 */
public record LanguageModel(SequenceModel model, Parameters parameters) {
    private static final float NEVER = -1e9f;

    /**
     * The scores of each token of a response, given all before it; padding is never said.
     *
     * @param text the text
     * @return [B, R, V], not normalised
     */
    public Node scores(Text text) {
        Node scores = model.scores(parameters, text.before(hidden(text)));
        return Elementwise.add(scores, Graphs.constant(neverPadding(model.vocabulary()), model.vocabulary()));
    }

    /** log pi(y_t | x, y_before t) of each token of a response: [B, R], 0 for padding. */
    public Node logProbabilities(Text text) {
        Node each = Distributions.categoricalLogProbability(scores(text), text.response());
        return Elementwise.multiply(Shaping.reshape(each, text.rows(), text.length()), text.counts());
    }

    /** The sum over the tokens of a response: [B] from [B, R]. */
    public static Node ofSequence(Node each) {
        return Shaping.reshape(Reduce.sum(each, 1), each.shape().length(0));
    }

    /** The last states of whole texts: [B, T, W], for {@link Text#at} and {@link Text#before}. */
    public Node hidden(Text text) {
        return model.hidden(parameters, text.ids());
    }

    /**
     * Begins with the values of another model; parts that it does not have, such as heads, keep theirs. Of positions,
     * those that both have are taken.
     *
     * @param other the other model
     * @throws InvalidConfigException if the other model is not of the same form
     */
    public void copyFrom(LanguageModel other) {
        SequenceModel theirs = other.model;
        SequenceModel fitting = new SequenceModel(
                theirs.name(),
                model.vocabulary(),
                theirs.context(),
                model.width(),
                model.heads(),
                model.layers(),
                model.convolution(),
                model.tied());
        if (!fitting.equals(theirs)) {
            throw new InvalidConfigException("run", "its model is " + theirs + ", needed is " + fitting);
        }
        for (Parameters.Segment segment : other.parameters.segments()) {
            if (segment.name().startsWith(theirs.name() + ".")) {
                String own =
                        model.name() + segment.name().substring(theirs.name().length());
                Parameters.Segment target = parameters.segment(own);
                System.arraycopy(
                        other.parameters.values(),
                        segment.offset(),
                        parameters.values(),
                        target.offset(),
                        Math.min(segment.shape().size(), target.shape().size()));
            }
        }
    }

    /** What is added to scores so that padding is never said. */
    static float[] neverPadding(int vocabulary) {
        float[] never = new float[vocabulary];
        never[TextSpace.PAD] = NEVER;
        return never;
    }
}
