package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Select;
import io.polycritic.api.tensor.Shaping;

/**
 * A network over a set of rows (Zaheer et al., "Deep sets", 2017, section 3.1). One network is applied to each row and
 * gives h; the means and the largest numbers of h over all present rows, and what the rows have in common, are the
 * context g. A head gives one number for each row from (h, g), which changes places as the rows do and has a given
 * value for absent ones, [B, R]; or one number for the whole set from g alone, [B, 1]. The parameters do not depend on
 * the number of rows.
 *
 * <p>Parts are {@code <name>/row<k>}, {@code <name>/context} and {@code <name>/head<k>}. The head's first layer is one
 * matrix for h and one for g, so that what belongs to the set is multiplied once and not for each row.
 *
 * @param name the group of its parts in the parameter vector
 * @param layout where the rows are
 * @param hidden widths of the hidden layers, of the rows' network as of the head's
 * @param activation the function after each hidden layer
 * @param outputGain the gain of the last layer's orthogonal weights
 * @param output what it gives
 */
public record RowSetMlp(
        String name, RowLayout layout, int[] hidden, Activation activation, double outputGain, Output output)
        implements Network {
    /** Below all numbers that a row's network gives. */
    private static final float LEAST = -1e30f;

    /** Two matrices of gain 1 sum to what one of gain sqrt(2) gives. */
    private static final double HALF_GAIN = 1;

    private static final double GAIN = Math.sqrt(2);

    /**
     * What a network over rows gives.
     *
     * @param eachRow one number for each row, otherwise one for the set
     * @param absent what absent rows get
     */
    public record Output(boolean eachRow, float absent) {
        /** Logits of a choice among rows: absent ones have the probability 0. */
        public static final Output LOGITS = new Output(true, -1e4f);

        /** Values of rows: absent ones have the value 0. */
        public static final Output VALUES = new Output(true, 0);

        /** One number for the set. */
        public static final Output SET = new Output(false, 0);
    }

    /** Refuses a network without hidden layers. */
    public RowSetMlp {
        if (hidden.length == 0) {
            throw new IllegalArgumentException("a network over a set of rows needs at least one hidden layer");
        }
    }

    /** The same network for sets of another size; parameters fit both. */
    public RowSetMlp resized(RowLayout other) {
        return new RowSetMlp(name, other, hidden, activation, outputGain, output);
    }

    private Dense row(int layer) {
        return Dense.of(name + "/row" + layer, layer == 0 ? layout.width() : hidden[layer - 1], hidden[layer]);
    }

    private int embedded() {
        return hidden[hidden.length - 1];
    }

    private Dense context() {
        return Dense.of(name + "/context", 2 * embedded() + layout.common(), hidden[0]);
    }

    private Dense joining() {
        return new Dense(name + "/head0", embedded(), hidden[0], false);
    }

    private Dense head(int layer) {
        int outputs = layer == hidden.length ? 1 : hidden[layer];
        return Dense.of(name + "/head" + layer, hidden[layer - 1], outputs);
    }

    @Override
    public void addTo(Parameters.Builder builder, RandomStream random) {
        for (int layer = 0; layer < hidden.length; layer++) {
            row(layer).addTo(builder, Initializers.orthogonal(random, GAIN));
        }
        context().addTo(builder, Initializers.orthogonal(random, output.eachRow ? HALF_GAIN : GAIN));
        if (output.eachRow) {
            joining().addTo(builder, Initializers.orthogonal(random, HALF_GAIN));
        }
        for (int layer = 1; layer <= hidden.length; layer++) {
            double gain = layer == hidden.length ? outputGain : GAIN;
            head(layer).addTo(builder, Initializers.orthogonal(random, gain));
        }
    }

    @Override
    public Node apply(Parameters parameters, Node x) {
        int batch = x.shape().length(0);
        Node h = layout.rows(x);
        for (int layer = 0; layer < hidden.length; layer++) {
            h = activation.apply(row(layer).apply(parameters, h));
        }
        Node mask = layout.mask(x);
        Node z = context().apply(parameters, pooled(x, h, mask));
        if (output.eachRow) {
            Node each = Shaping.reshape(z, batch, 1, hidden[0]);
            z = Elementwise.add(joining().apply(parameters, h), each);
        }
        for (int layer = 1; layer <= hidden.length; layer++) {
            z = head(layer).apply(parameters, activation.apply(z));
        }
        if (!output.eachRow) {
            return z;
        }
        Node values = Shaping.reshape(z, batch, layout.rows());
        return Select.where(mask, values, Graphs.constant(output.absent));
    }

    /** Means and largest numbers over present rows, and what is common: [B, 2 h + d]. */
    private Node pooled(Node x, Node h, Node mask) {
        int batch = x.shape().length(0);
        Node each = Shaping.reshape(mask, batch, layout.rows(), 1);
        Node mean = Elementwise.divide(Reduce.sum(Elementwise.multiply(h, each), 1), Reduce.sum(each, 1));
        Node most = Reduce.max(Select.where(each, h, Graphs.constant(LEAST)), 1);
        Node[] parts = layout.common() > 0
                ? new Node[] {flat(mean), flat(most), layout.common(x)}
                : new Node[] {flat(mean), flat(most)};
        return Shaping.concat(1, parts);
    }

    private Node flat(Node pooled) {
        return Shaping.reshape(pooled, pooled.shape().length(0), embedded());
    }
}
