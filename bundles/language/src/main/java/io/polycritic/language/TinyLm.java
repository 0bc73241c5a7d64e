package io.polycritic.language;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.SequenceModel;

/**
 * The form of a small language model: a decoder-only transformer with learned positions, tied embeddings and a causal
 * convolution over them, without which two layers learn to copy out of the context much more slowly.
 *
 * @param width W
 * @param layers how many blocks
 * @param heads a divisor of the width
 * @param convolution how many tokens the convolution sees, 1 for none
 * @param context the longest text, 0 for that of the environment
 */
public record TinyLm(int width, int layers, int heads, int convolution, int context) {
    /** How the names of the model's parts begin. */
    public static final String NAME = "lm";

    /** Refuses a form that cannot be. */
    public TinyLm {
        if (width % heads != 0) {
            throw new InvalidConfigException(
                    "heads", "found " + heads + ", allowed are the divisors of the width of " + width);
        }
    }

    /** The same form as another model's. */
    public static TinyLm like(SequenceModel model) {
        return new TinyLm(model.width(), model.layers(), model.heads(), model.convolution(), model.context());
    }

    /** The same form for texts of another length. */
    public TinyLm reading(int longest) {
        return new TinyLm(width, layers, heads, convolution, longest);
    }

    /**
     * The model for texts.
     *
     * @param space what the texts are like
     * @return the model
     * @throws InvalidConfigException if the texts are longer than the context
     */
    public SequenceModel model(TextSpace space) {
        if (context != 0 && context < space.length()) {
            throw new InvalidConfigException(
                    "context",
                    "found " + context + ", the environment's prompts of up to " + space.prompt()
                            + " tokens and responses of up to " + space.response() + " need " + space.length());
        }
        int longest = context == 0 ? space.length() : context;
        return new SequenceModel(NAME, space.vocabulary(), longest, width, heads, layers, convolution, true);
    }

    /** A model of its own vector. */
    public LanguageModel create(String vector, TextSpace space, RandomStream random) {
        SequenceModel model = model(space);
        Parameters.Builder builder = Parameters.builder(vector);
        model.addTo(builder, random);
        return new LanguageModel(model, builder.build());
    }
}
