package io.polycritic.plugins.critics.contrastive;

import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.Node;
import io.polycritic.contrastive.ContrastiveLosses;
import io.polycritic.nn.Contrastive;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all critics of views have in common. */
final class ViewTerms {
    /** More views than this make the pairs of a batch unwieldy. */
    static final int MOST = 16;

    private ViewTerms() {}

    /** The embeddings [N, M, d], each of length 1. */
    static Node units(Map<String, Node> fields) {
        return Contrastive.normalised(field(fields, Fields.EMBEDDING));
    }

    /** A node that the learner must give. */
    static Node field(Map<String, Node> fields, String name) {
        Node node = fields.get(name);
        if (node == null) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "critics",
                    "need the node '" + name + "', which the learner does not give; it gives " + fields.keySet());
        }
        return node;
    }

    /** How far views of an item are apart, and how evenly items lie on the sphere. */
    static Map<String, Node> metrics(Map<String, Node> fields) {
        Map<String, Node> metrics = new LinkedHashMap<>();
        if (fields.containsKey(Fields.EMBEDDING)) {
            Node u = units(fields);
            metrics.put("alignment", ContrastiveLosses.alignment(u));
            metrics.put("uniformity", ContrastiveLosses.uniformity(u));
        }
        return metrics;
    }
}
