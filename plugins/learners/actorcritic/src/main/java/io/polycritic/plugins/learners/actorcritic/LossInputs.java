package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.rl.Actor;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a policy's loss over B rows may be built of. Keeps in mind which inputs were asked for. */
final class LossInputs {
    /** The input that advantages are. */
    static final String ADVANTAGES = "advantages";

    private final int rows;
    private final Map<String, Node> asked = new LinkedHashMap<>();
    private final Node logProbability;
    private final Node entropy;

    LossInputs(Actor actor, int rows) {
        this.rows = rows;
        Node outputs =
                actor.outputs(Graphs.input("features", rows, actor.features().width()));
        Node samples = actor.head().input("samples", rows);
        this.logProbability = actor.head().logProbability(actor.parameters(), outputs, samples);
        this.entropy = actor.head().entropy(actor.parameters(), outputs);
    }

    /** Log-probabilities of the samples under the policy as it is, [B, 1]. */
    Node logProbability() {
        return logProbability;
    }

    /** The mean entropy of the policy, a scalar. */
    Node entropy() {
        return entropy;
    }

    /** Advantages, [B, 1]. */
    Node advantage() {
        return input(ADVANTAGES);
    }

    /** Log-probabilities under the policy that drew the samples, [B, 1]. */
    Node before() {
        return input(Rollouts.LOG_PROBABILITY);
    }

    /** Log-probabilities under the reference policy, [B, 1]. */
    Node reference() {
        return input(Rollouts.REFERENCE_LOG_PROBABILITY);
    }

    private Node input(String name) {
        return asked.computeIfAbsent(name, key -> Graphs.input(key, rows, 1));
    }

    /** Whether an input was asked for. */
    boolean uses(String name) {
        return asked.containsKey(name);
    }
}
