package io.polycritic.contrastive;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Shaping;

/** Names of what learners give to contrastive critics besides {@code embedding} [N, M, d]. */
public final class ContrastiveFields {
    /** The embeddings of the same views by a slowly following encoder, [N, M, d], of length 1, not differentiated. */
    public static final String KEYS = "keys";

    /** The newest embeddings of earlier items by that encoder, [Q, d], of length 1, not differentiated. */
    public static final String QUEUE = "queue";

    private ContrastiveFields() {}

    /**
     * One view.
     *
     * @param views [N, M, d]
     * @param index which one, from 0
     * @return [M, d]
     */
    public static Node view(Node views, int index) {
        Node one = Shaping.slice(views, 0, index, index + 1);
        return Shaping.reshape(one, views.shape().length(1), views.shape().length(2));
    }
}
