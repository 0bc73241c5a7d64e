package io.polycritic.plugins.critics.contrastive;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.contrastive.ContrastiveFields;
import io.polycritic.contrastive.TwoViewCritic;
import java.util.List;
import java.util.Map;

/**
 * Applies the loss of a critic of two views to more of them.
 *
 * @param inner the critic that lends its loss
 * @param form how
 */
record WrappedViews(Slot<TwoViewCritic> inner, Form form) implements LossCritic {
    /** How a loss of two views is applied. */
    enum Form {
        /** To every two views; the mean. */
        PAIRS,
        /** To each view and the mean of the others, which is not normalised again; the mean. */
        REST
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .requires(MultiViewStream.VIEWS, 2, ViewTerms.MOST)
                .calls(inner.path(), TwoViewCritic.class, 1)
                .build();
    }

    @Override
    public Node loss(Map<String, Node> fields) {
        Node units = ViewTerms.units(fields);
        return form == Form.PAIRS ? pairs(units, fields) : rest(units, fields);
    }

    private Node pairs(Node units, Map<String, Node> fields) {
        int views = units.shape().length(0);
        Node sum = null;
        for (int l = 0; l < views; l++) {
            for (int m = l + 1; m < views; m++) {
                Node first = ContrastiveFields.view(units, l);
                Node second = ContrastiveFields.view(units, m);
                sum = plus(sum, inner.get().compare(first, second, fields));
            }
        }
        return Elementwise.scale(sum, 2f / (views * (views - 1)));
    }

    private Node rest(Node units, Map<String, Node> fields) {
        int views = units.shape().length(0);
        Node all = Shaping.reshape(
                Reduce.sum(units, 0), units.shape().length(1), units.shape().length(2));
        Node sum = null;
        for (int l = 0; l < views; l++) {
            Node one = ContrastiveFields.view(units, l);
            Node others = Elementwise.scale(Elementwise.subtract(all, one), 1f / (views - 1));
            sum = plus(sum, inner.get().compare(one, others, fields));
        }
        return Elementwise.scale(sum, 1f / views);
    }

    private static Node plus(Node sum, Node term) {
        return sum == null ? term : Elementwise.add(sum, term);
    }

    @Override
    public Map<String, Node> metrics(Map<String, Node> fields) {
        return ViewTerms.metrics(fields);
    }

    /** Those of the critic that lends its loss are in its own slot. */
    @Override
    public List<Parameters> parameters() {
        return List.of();
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
