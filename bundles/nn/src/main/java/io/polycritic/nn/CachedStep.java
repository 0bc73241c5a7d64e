package io.polycritic.nn;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;

/**
 * The graph of one position of a {@link SequenceModel}: tokens [B] at a position, and the keys and values of all
 * positions before it, give scores [B, V] and the position's own keys and values. Caches are [T, B, W], so that those
 * of one position lie together. Positions may stand behind a prefix of which {@code visible} [B, P] says what is seen;
 * they are counted from its end, and it has caches of its own.
 */
final class CachedStep {
    private final SequenceModel model;
    private final Parameters parameters;
    private final int batch;
    private final int prefix;
    private final Computation computation = new Computation();

    private CachedStep(SequenceModel model, Parameters parameters, int batch, int prefix) {
        this.model = model;
        this.parameters = parameters;
        this.batch = batch;
        this.prefix = prefix;
    }

    static Computation of(SequenceModel model, Parameters parameters, int batch, int prefix) {
        return new CachedStep(model, parameters, batch, prefix).build();
    }

    /** How many positions there are behind the prefix. */
    private int places() {
        return model.context() - prefix;
    }

    /** The input of the tokens that are so many places back. */
    static String tokens(int back) {
        return "tokens" + back;
    }

    private Computation build() {
        Node position = Graphs.input("position", 1);
        Node x = token(0);
        if (model.convolution() > 1) {
            x = Elementwise.multiply(x, model.filter(parameters, 0));
            for (int back = 1; back < model.convolution(); back++) {
                x = Elementwise.add(x, Elementwise.multiply(token(back), model.filter(parameters, back)));
            }
        }
        Node place = Elementwise.shift(position, prefix);
        x = Elementwise.add(x, Indexing.gather(model.positions(parameters), place));
        x = Shaping.reshape(x, batch, 1, model.width());
        Node past = past(position);
        for (int layer = 0; layer < model.layers(); layer++) {
            TransformerBlock block = model.block(layer);
            Node mixed =
                    attention(block.attention(), layer, block.attentionNorm().apply(parameters, x), past);
            x = block.feedForward(parameters, Elementwise.add(x, mixed));
        }
        Node scores = model.scores(parameters, model.last(parameters, x));
        return computation.output("scores", Shaping.reshape(scores, batch, model.vocabulary()));
    }

    private Node token(int back) {
        return model.tokens().apply(parameters, Graphs.input(tokens(back), batch));
    }

    /** A mask [T + 1]: the positions before this one, and at the end this one itself. */
    private Node past(Node position) {
        float[] places = new float[places()];
        for (int place = 0; place < places.length; place++) {
            places[place] = place;
        }
        Node later = Elementwise.greaterEqual(Graphs.constant(places, places.length), position);
        return Shaping.concat(
                0, Elementwise.scale(later, MultiHeadAttention.FORBIDDEN), Graphs.constant(new float[1], 1));
    }

    private Node attention(MultiHeadAttention attention, int layer, Node x, Node past) {
        Node qkv = attention.projection().apply(parameters, x);
        Node newKeys = attention.third(qkv, 1);
        Node newValues = attention.third(qkv, 2);
        computation.output("newKeys" + layer, newKeys).output("newValues" + layer, newValues);
        Node queries = attention.heads(attention.third(qkv, 0));
        float scale = (float) (1 / Math.sqrt(queries.shape().length(-1)));
        Node before = Linear.matmul(queries, false, cache("keys" + layer, places()), true);
        Node own = Reduce.sum(Elementwise.multiply(queries, attention.heads(newKeys)), -1);
        Node scores = Elementwise.add(Elementwise.scale(Shaping.concat(3, before, own), scale), past);
        if (prefix > 0) {
            Node given = Linear.matmul(queries, false, cache("prefixKeys" + layer, prefix), true);
            Node visible = Shaping.reshape(Graphs.input("visible", batch, prefix), batch, 1, 1, prefix);
            given = Elementwise.add(Elementwise.scale(given, scale), MultiHeadAttention.mask(visible));
            scores = Shaping.concat(3, given, scores);
        }
        Node weights = Reduce.softmax(scores);
        int end = model.context();
        Node mixed = Linear.matmul(Shaping.slice(weights, 3, prefix, end), cache("values" + layer, places()));
        Node self = Elementwise.multiply(Shaping.slice(weights, 3, end, end + 1), attention.heads(newValues));
        mixed = Elementwise.add(mixed, self);
        if (prefix > 0) {
            Node given = Linear.matmul(Shaping.slice(weights, 3, 0, prefix), cache("prefixValues" + layer, prefix));
            mixed = Elementwise.add(mixed, given);
        }
        return attention.join(parameters, mixed);
    }

    /** A cache [T, B, W] as heads [B, H, T, d], which products read where they lie. */
    private Node cache(String name, int length) {
        int heads = model.heads();
        Node cache = Graphs.input(name, length, batch, model.width());
        Node split = Shaping.reshape(cache, length, batch, heads, model.width() / heads);
        return Shaping.permute(split, 1, 2, 0, 3);
    }
}
