package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Shape;

/**
 * What networks a learner has.
 *
 * @param input what is encoded
 * @param kind the encoder's kind
 * @param width numbers of the features, where the kind leaves that open
 * @param hidden widths of the hidden layers of an mlp
 * @param projector widths of the projector's hidden layers
 * @param embedding numbers of an embedding, 0 for no projector
 * @param networks 1 for one that all views share, else one a view
 */
record NetworkShape(FieldSpec input, Kind kind, int width, int[] hidden, int[] projector, int embedding, int networks) {
    /** Kinds of encoders. */
    public enum Kind {
        /** Two convolutions of stride 2 and a dense layer. */
        CONV_XS,
        /** Three blocks of convolutions and the mean over places. */
        CONV_NET_S,
        /** A vision transformer of four layers. */
        TINY_VIT,
        /** Dense layers over all numbers of the input. */
        MLP
    }

    NetworkShape {
        Shape shape = input.shape();
        if (kind != Kind.MLP && shape.rank() != 3) {
            throw new InvalidConfigException(
                    "encoder",
                    "found '" + name(kind) + "', which is for pictures [channels, rows, columns]; the field '"
                            + input.name() + "' has " + shape + ", for which 'mlp' is allowed");
        }
        if (kind == Kind.TINY_VIT && (shape.length(1) % 4 != 0 || shape.length(2) % 4 != 0)) {
            throw new InvalidConfigException(
                    "encoder", "found 'tiny-vit', which is for pictures whose sides are multiples of 4, not " + shape);
        }
        if (kind == Kind.CONV_NET_S && Math.min(shape.length(1), shape.length(2)) < 8) {
            throw new InvalidConfigException(
                    "encoder", "found 'conv-net-s', which is for pictures of at least 8 x 8, not " + shape);
        }
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
