package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Parameters;
import java.util.List;
import java.util.Map;

/**
 * What a critic adds to the graph.
 *
 * @param slot the critic's slot
 * @param loss its loss
 * @param metrics its numbers for people
 * @param own the vectors that it trains
 */
record Term(Slot<LossCritic> slot, Node loss, Map<String, Node> metrics, List<Parameters> own) {
    static Term of(Slot<LossCritic> slot, Map<String, Node> fields) {
        LossCritic critic = slot.get();
        return new Term(slot, critic.loss(fields), critic.metrics(fields), critic.parameters());
    }

    /** A critic that lends its loss to another one adds a constant. */
    boolean counts() {
        return !(loss.op() instanceof Op.Constant);
    }

    String owner(Parameters vector) {
        return slot.get().owner(vector, slot.path());
    }
}
