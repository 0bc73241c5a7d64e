package io.polycritic.language;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.SequenceModel;
import java.util.Arrays;

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
     * @param texts the texts
     * @return [B, R, V], not normalised
     */
    public Node scores(TextInputs texts) {
        Node scores = model.scores(parameters, states(texts, texts.placesBefore()));
        return Elementwise.add(scores, Graphs.constant(neverPadding(model.vocabulary()), model.vocabulary()));
    }

    /** log pi(y_t | x, y_before t) of each token of a response: [B, R], 0 for padding. */
    public Node logProbabilities(TextInputs texts) {
        Node each = Distributions.categoricalLogProbability(scores(texts), texts.tokens());
        Node log = Shaping.reshape(each, texts.rows(), texts.space().response());
        return Elementwise.multiply(log, texts.counts());
    }

    /** The sum over the tokens of a response: [B] from [B, R]. */
    public static Node ofSequence(Node each) {
        return Shaping.reshape(Reduce.sum(each, 1), each.shape().length(0));
    }

    /** The last states at the tokens of a response themselves: [B, R, W]. */
    public Node states(TextInputs texts) {
        return states(texts, texts.places());
    }

    /** The last states before each token of a response, which have not seen it: [B, R, W]. */
    public Node statesBefore(TextInputs texts) {
        return states(texts, texts.placesBefore());
    }

    private Node states(TextInputs texts, Node places) {
        int length = texts.space().length();
        Node hidden = model.hidden(parameters, texts.ids());
        Node rows = Shaping.reshape(hidden, texts.rows() * length, model.width());
        return Indexing.gather(rows, places);
    }

    /**
     * Begins with the values of another model; parts that it does not have, such as heads, keep theirs.
     *
     * @param other the other model
     * @throws InvalidConfigException if the other model is not of the same form
     */
    public void copyFrom(LanguageModel other) {
        if (other.model.vocabulary() != model.vocabulary()) {
            throw new InvalidConfigException(
                    "run",
                    "its model has a vocabulary of " + other.model.vocabulary() + ", needed is one of "
                            + model.vocabulary());
        }
        for (Parameters.Segment segment : other.parameters.segments()) {
            if (segment.name().startsWith(other.model.name() + ".")) {
                String own = model.name()
                        + segment.name().substring(other.model.name().length());
                Shape shape = shape(own);
                if (!segment.shape().equals(shape)) {
                    throw new InvalidConfigException(
                            "run",
                            "its model has " + segment.name() + " of shape " + segment.shape() + ", needed is "
                                    + (shape == null ? "none" : shape));
                }
                System.arraycopy(
                        other.parameters.values(),
                        segment.offset(),
                        parameters.values(),
                        parameters.segment(own).offset(),
                        segment.shape().size());
            }
        }
    }

    private Shape shape(String name) {
        for (Parameters.Segment segment : parameters.segments()) {
            if (segment.name().equals(name)) {
                return segment.shape();
            }
        }
        return null;
    }

    /** What is added to scores so that padding is never said. */
    static float[] neverPadding(int vocabulary) {
        float[] never = new float[vocabulary];
        never[TextSpace.PAD] = NEVER;
        return never;
    }

    @Override
    public String toString() {
        return model + Arrays.toString(new int[] {parameters.size()});
    }
}
