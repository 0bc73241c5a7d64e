package io.polycritic.api.critic;

import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Two loss critics in one slot. With L and L' for their terms and s for the share, the value is (1 - s) L + s L', and
 * so is the gradient that the learner gets. The critics' own parameters get the whole gradient of their own term
 * whatever the share is, so that a newcomer learns before it counts. For that the learner's fields enter each term as
 * they are, but carry back its share of the gradient alone.
 */
final class LossPair implements LossCritic, Pair {
    private final LossCritic incumbent;
    private final LossCritic newcomer;
    private final Handover handover;
    private final Wiring wiring;

    LossPair(LossCritic incumbent, LossCritic newcomer, Handover handover) {
        this.incumbent = incumbent;
        this.newcomer = newcomer;
        this.handover = handover;
        this.wiring = incumbent.wiring().beside(newcomer.wiring());
    }

    @Override
    public Wiring wiring() {
        return wiring;
    }

    @Override
    public Node loss(Map<String, Node> fields) {
        if (handover.mode() == Handover.Mode.SHADOW) {
            Node silent = newcomer.loss(each(fields, Elementwise::stopGradient));
            return Elementwise.add(incumbent.loss(fields), gradientAlone(silent));
        }
        Node share = handover.shareNode();
        Node rest = Elementwise.subtract(Graphs.constant(1), share);
        Node old = incumbent.loss(each(fields, field -> carrying(field, rest)));
        Node young = newcomer.loss(each(fields, field -> carrying(field, share)));
        Node mixed = Elementwise.add(Elementwise.multiply(rest, old), Elementwise.multiply(share, young));
        Node learning = Elementwise.add(gradientAlone(old), gradientAlone(young));
        return Elementwise.add(Elementwise.stopGradient(mixed), learning);
    }

    /** The incumbent's numbers, and those of the newcomer and its term, whose names end in {@code .next}. */
    @Override
    public Map<String, Node> metrics(Map<String, Node> fields) {
        Map<String, Node> both = new LinkedHashMap<>(incumbent.metrics(fields));
        newcomer.metrics(fields).forEach((name, node) -> both.put(Handover.next(name), node));
        both.put(Handover.next("loss"), newcomer.loss(fields));
        return both;
    }

    private static Map<String, Node> each(Map<String, Node> fields, UnaryOperator<Node> change) {
        Map<String, Node> changed = new LinkedHashMap<>();
        fields.forEach((name, node) -> changed.put(name, change.apply(node)));
        return changed;
    }

    /** The same value, but only a share of the gradient. */
    private static Node carrying(Node field, Node share) {
        Node still = Elementwise.stopGradient(field);
        return Elementwise.add(still, Elementwise.multiply(share, Elementwise.subtract(field, still)));
    }

    /** The same gradient, but the value 0. */
    private static Node gradientAlone(Node term) {
        return Elementwise.subtract(term, Elementwise.stopGradient(term));
    }

    @Override
    public List<Parameters> parameters() {
        List<Parameters> both = new ArrayList<>(incumbent.parameters());
        both.addAll(newcomer.parameters());
        return both;
    }

    @Override
    public String owner(Parameters parameters, String path) {
        return newcomer.parameters().contains(parameters)
                ? newcomer.owner(parameters, Handover.next(path))
                : incumbent.owner(parameters, path);
    }

    @Override
    public void save(StateWriter out) {
        // All state is the incumbent's or the newcomer's.
    }

    @Override
    public void load(StateReader in) {
        // All state is the incumbent's or the newcomer's.
    }
}
