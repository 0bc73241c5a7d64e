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
 * of one position lie together.
 */
final class CachedStep {
    private final SequenceModel model;
    private final Parameters parameters;
    private final int batch;
    private final Computation computation = new Computation();

    private CachedStep(SequenceModel model, Parameters parameters, int batch) {
        this.model = model;
        this.parameters = parameters;
        this.batch = batch;
    }

    static Computation of(SequenceModel model, Parameters parameters, int batch) {
        return new CachedStep(model, parameters, batch).build();
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
        x = Elementwise.add(x, Indexing.gather(model.positions(parameters), position));
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
        float[] places = new float[model.context()];
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
        Node keys = cache("keys" + layer);
        Node values = cache("values" + layer);
        Node before = Linear.matmul(queries, false, keys, true);
        Node own = Reduce.sum(Elementwise.multiply(queries, attention.heads(newKeys)), -1);
        float scale = (float) (1 / Math.sqrt(queries.shape().length(-1)));
        Node scores = Elementwise.scale(Shaping.concat(3, before, own), scale);
        Node weights = Reduce.softmax(Elementwise.add(scores, past));
        int context = model.context();
        Node mixed = Linear.matmul(Shaping.slice(weights, 3, 0, context), values);
        Node self = Elementwise.multiply(Shaping.slice(weights, 3, context, context + 1), attention.heads(newValues));
        return attention.join(parameters, Elementwise.add(mixed, self));
    }

    /** A cache [T, B, W] as heads [B, H, T, d], which products read where they lie. */
    private Node cache(String name) {
        int heads = model.heads();
        Node cache = Graphs.input(name, model.context(), batch, model.width());
        Node split = Shaping.reshape(cache, model.context(), batch, heads, model.width() / heads);
        return Shaping.permute(split, 1, 2, 0, 3);
    }
}
