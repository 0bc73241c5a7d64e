package io.polycritic.plugins.critics.contrastive;

import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.contrastive.ContrastiveFields;
import io.polycritic.contrastive.ContrastiveLosses;
import io.polycritic.contrastive.TwoViewCritic;
import io.polycritic.nn.Contrastive;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * A loss of two views.
 *
 * @param source what is compared
 * @param loss from two matrices [M, d] to a scalar
 * @param temperature for the loss against a queue
 */
record TwoViewTerm(Source source, BinaryOperator<Node> loss, double temperature) implements TwoViewCritic {
    /** What is compared. */
    public enum Negatives {
        /** All vectors of a batch. */
        BATCH,
        /** Keys of earlier batches. */
        QUEUE
    }

    /**
     * What is compared.
     *
     * @param wrapped whether a wrapper says what; then this critic adds no term of its own
     * @param negatives what an anchor is repelled by
     * @param first the node of the first view, [M, d]; empty for the first of two views of the embedding
     * @param second the node of the second view
     */
    record Source(boolean wrapped, Negatives negatives, String first, String second) {
        boolean named() {
            return !first.isEmpty();
        }
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder();
        if (!source.wrapped && !source.named()) {
            wiring.requires(MultiViewStream.VIEWS, 2, 2);
        }
        if (source.negatives == Negatives.QUEUE) {
            wiring.requires(ContrastiveFields.QUEUE, 1, Integer.MAX_VALUE);
        }
        return wiring.build();
    }

    @Override
    public Node compare(Node first, Node second, Map<String, Node> fields) {
        return loss.apply(first, second);
    }

    @Override
    public Node loss(Map<String, Node> fields) {
        if (source.wrapped) {
            return Graphs.constant(0);
        }
        if (source.named()) {
            Node first = Contrastive.normalised(ViewTerms.field(fields, source.first));
            return compare(first, Contrastive.normalised(ViewTerms.field(fields, source.second)), fields);
        }
        Node units = ViewTerms.units(fields);
        int views = units.shape().length(0);
        if (views != 2) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "critics",
                    "a critic of two views cannot compare " + views + "; let pairwise-views or average-view wrap it");
        }
        Node first = ContrastiveFields.view(units, 0);
        Node second = ContrastiveFields.view(units, 1);
        if (source.negatives == Negatives.BATCH) {
            return compare(first, second, fields);
        }
        Node keys = ViewTerms.field(fields, ContrastiveFields.KEYS);
        Node queue = ViewTerms.field(fields, ContrastiveFields.QUEUE);
        Node there = ContrastiveLosses.queueNce(first, ContrastiveFields.view(keys, 1), queue, temperature);
        Node back = ContrastiveLosses.queueNce(second, ContrastiveFields.view(keys, 0), queue, temperature);
        return Elementwise.scale(Elementwise.add(there, back), 0.5f);
    }

    @Override
    public Map<String, Node> metrics(Map<String, Node> fields) {
        return source.wrapped || !fields.containsKey(Fields.EMBEDDING) ? Map.of() : ViewTerms.metrics(fields);
    }

    /** A pair lends no loss to a wrapper. */
    @Override
    public Set<Handover.Mode> handovers(Part newcomer) {
        return source.wrapped ? Set.of() : TwoViewCritic.super.handovers(newcomer);
    }

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
