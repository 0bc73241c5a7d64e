package io.polycritic.language;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;

/** What a whole response is, from its tokens. */
public enum Pooling {
    /** The sum over all tokens. */
    SUM,
    /** The last token. */
    LAST;

    /**
     * Pools.
     *
     * @param each numbers [B, R, n] of each token
     * @param text the text
     * @return [B, n]
     */
    public Node apply(Node each, Text text) {
        Node counts = this == SUM ? text.counts() : text.last();
        Node kept = Elementwise.multiply(each, Shaping.reshape(counts, text.rows(), text.length(), 1));
        return Shaping.reshape(Reduce.sum(kept, 1), text.rows(), each.shape().length(2));
    }
}
