package io.polycritic.vlm;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.critique.PathSpace;
import io.polycritic.nn.Dense;
import io.polycritic.nn.Initializers;
import io.polycritic.nn.LayerNorm;
import io.polycritic.nn.MultiHeadAttention;
import io.polycritic.nn.SequenceModel;
import io.polycritic.vision.ConvNetS;
import java.util.Arrays;

/**
 * A vision-language model in fixed slots: the cells of a picture, the fields of a prompt, then what is generated. Slots
 * that are not full are not seen. Picture and prompt see each other both ways, generated tokens are causal. A cell's
 * vector is a linear map of what the encoder says of it, normalised, plus the embedding of the token that names the
 * cell, so that texts find the cells that they speak of. {@link CellWords} teaches the map to give the sum of the
 * embeddings of the words that say what is in the cell.
 *
 * @param encoder the encoder of pictures, whose places are the cells
 * @param picture the field of pictures, [C, H, W]
 * @param trunk the sequence model, with a context of {@code S + P + G}
 * @param written what it writes
 * @param space what texts are like
 */
public record TinyVlm(ConvNetS encoder, FieldSpec picture, SequenceModel trunk, Written written, PathSpace space) {
    private static final String PROJECTION = "projection";

    /**
     * How much of each earlier token the convolution over texts adds at first. The same of each, so that the name of a
     * claim's cell is the same name at all of the claim's words, and a model that learned to find the cell from one of
     * them can find it from the others.
     */
    private static final double EARLIER = 0.5;

    /**
     * Settles the form.
     *
     * @param rows fields that an environment yields
     * @param form width, layers and so on of the trunk
     * @param written what it writes
     * @return the model
     * @throws InvalidConfigException if the slots do not fit into the context, or the environment has no pictures
     */
    public static TinyVlm of(Space rows, Form form, Written written) {
        PathSpace space = PathSpace.of(rows);
        if (!rows.has(Fields.IMAGE)) {
            throw new InvalidConfigException("environment", "yields no field '" + Fields.IMAGE + "'");
        }
        FieldSpec picture = rows.field(Fields.IMAGE);
        int needed = cells(picture) + written.promptLength(space) + written.length(space);
        if (needed > form.context) {
            StringBuilder lengths = new StringBuilder(cells(picture) + " for the picture");
            for (String field : written.prompt()) {
                lengths.append(", ")
                        .append(Written.room(space, field))
                        .append(" for the ")
                        .append(field);
            }
            throw new InvalidConfigException(
                    "context",
                    "found " + form.context + ", needed are " + needed + ": " + lengths + ", " + written.length(space)
                            + " for what is written");
        }
        SequenceModel trunk = new SequenceModel(
                "trunk", space.vocabulary(), needed, form.width, form.heads, form.layers, form.convolution, true);
        return new TinyVlm(new ConvNetS("encoder", picture.shape().length(0)), picture, trunk, written, space);
    }

    /**
     * The form of a trunk.
     *
     * @param width W
     * @param heads a divisor of the width
     * @param layers how many blocks
     * @param convolution how many tokens the convolution sees
     * @param context the most positions that there may be
     */
    public record Form(int width, int heads, int layers, int convolution, int context) {
        /** Refuses heads of unequal width. */
        public Form {
            if (width % heads != 0) {
                throw new InvalidConfigException(
                        "heads", "found " + heads + ", allowed are the divisors of the width of " + width);
            }
        }
    }

    private static int cells(FieldSpec picture) {
        return ConvNetS.places(picture.shape().length(1), picture.shape().length(2));
    }

    /** The cells of a picture: S. */
    public int cells() {
        return cells(picture);
    }

    /** The tokens of the prompt: P. */
    public int prompt() {
        return written.promptLength(space);
    }

    /** The tokens of what is written: G. */
    public int generated() {
        return written.length(space);
    }

    private LayerNorm norm() {
        return new LayerNorm("cells", encoder.width());
    }

    private Dense projection() {
        return Dense.of(PROJECTION, encoder.width(), trunk.width());
    }

    /** A vector of first values. */
    public Parameters create(RandomStream random) {
        Parameters.Builder builder = Parameters.builder("vlm");
        encoder.addTo(builder, random);
        norm().addTo(builder);
        // As large as the embeddings of tokens, so that at first a cell says its name as loudly as what is in it.
        double deviation = 1 / Math.sqrt((double) encoder.width() * trunk.width());
        projection().addTo(builder, Initializers.gaussian(random, deviation));
        trunk.addTo(builder, random, Initializers.trailing(EARLIER));
        return builder.build();
    }

    /** What the encoder makes of each cell: [B, S, n] of pictures [B, C, H, W]. */
    public Node cells(Parameters parameters, Node pictures) {
        return encoder.places(parameters, pictures);
    }

    /** What stands before the generated tokens, without positions: [B, S + P, W] of cells [B, S, n]. */
    Node prefix(Parameters parameters, Node cellVectors, Node prompt) {
        int cells = cells();
        float[] names = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            names[cell] = PathSpace.PLACE + cell;
        }
        Node embeddings = Graphs.parameter(parameters, trunk.name() + ".tokens.weight");
        Node named = Indexing.gather(embeddings, Graphs.constant(names, cells));
        Node seen = seen(parameters, cellVectors);
        return Shaping.concat(1, Elementwise.add(seen, named), trunk.embedded(parameters, prompt));
    }

    /** What the trunk is told of each cell, without the cell's name: [B, S, W] of cells [B, S, n]. */
    private Node seen(Parameters parameters, Node cellVectors) {
        return projection().apply(parameters, norm().apply(parameters, cellVectors));
    }

    /**
     * How well each token says what is in each cell: the product of its embedding and what the trunk is told of the
     * cell, times twice the root of the width W. So a few embeddings are said with confidence by a vector that is not
     * much longer than one, and a cell's name is heard beside what is in it.
     *
     * @param parameters the vector
     * @param cells [B, S, n] as {@link #cells(Parameters, Node)} gives them
     * @return [B, S, V], not normalised
     */
    public Node words(Parameters parameters, Node cells) {
        float sharpness = 2 * (float) Math.sqrt(trunk.width());
        return Elementwise.scale(trunk.scores(parameters, seen(parameters, cells)), sharpness);
    }

    /** 1 for positions that are seen, [B, S + P]: the picture and the slots of the prompt that are not empty. */
    Node visible(Node prompt) {
        float[] ones = new float[prompt.shape().length(0) * cells()];
        Arrays.fill(ones, 1);
        Node picture = Graphs.constant(ones, prompt.shape().length(0), cells());
        return Shaping.concat(1, picture, full(prompt));
    }

    private static Node full(Node tokens) {
        return Elementwise.greaterEqual(tokens, Graphs.constant(0f));
    }

    /**
     * The scores of the token behind each generated one.
     *
     * @param parameters the vector
     * @param cells [B, S, n] as {@link #cells(Parameters, Node)} gives them; without a gradient if the encoder shall
     *     stay
     * @param prompt [B, P]
     * @param generated [B, G]
     * @return [B, G, V], not normalised
     */
    public Node scores(Parameters parameters, Node cells, Node prompt, Node generated) {
        int batch = prompt.shape().length(0);
        int before = cells() + prompt();
        int length = before + generated();
        Node vectors = Shaping.concat(1, prefix(parameters, cells, prompt), trunk.embedded(parameters, generated));
        Node seen = Shaping.concat(1, visible(prompt), full(generated));
        Node mask = Elementwise.add(
                MultiHeadAttention.prefix(before, length),
                MultiHeadAttention.mask(Shaping.reshape(seen, batch, 1, 1, length)));
        return trunk.scores(parameters, trunk.encoded(parameters, vectors, mask, before));
    }
}
