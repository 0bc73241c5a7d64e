package io.polycritic.preference;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;

/** What is minimised so that log-odds agree with labels. */
public final class PreferenceLoss {
    private PreferenceLoss() {}

    /**
     * -mean(p log sigmoid(z - m) + (1 - p) log sigmoid(-z - m)): the cross-entropy of log-odds z with labels p, asking
     * for a margin m.
     *
     * @param logits z [N]
     * @param preferred p [N], from 0 to 1
     * @param margin m, at least 0
     * @return a scalar
     */
    public static Node logistic(Node logits, Node preferred, float margin) {
        Node shortOf = Elementwise.softplus(Elementwise.shift(Elementwise.negate(logits), margin));
        Node beyond = Elementwise.softplus(Elementwise.shift(logits, margin));
        return Reduce.mean(Elementwise.add(
                Elementwise.multiply(preferred, shortOf),
                Elementwise.multiply(Elementwise.subtract(Graphs.constant(1f), preferred), beyond)));
    }

    /**
     * mean((z - (2 p - 1) target)^2 / 2): log-odds are fitted to a number of the label's sign.
     *
     * @param logits z [N]
     * @param preferred p [N], from 0 to 1
     * @param target the log-odds of a preferred response
     * @return a scalar
     */
    public static Node regression(Node logits, Node preferred, float target) {
        Node wanted = Elementwise.scale(Elementwise.shift(Elementwise.scale(preferred, 2), -1), target);
        return Elementwise.scale(Reduce.mean(Elementwise.square(Elementwise.subtract(logits, wanted))), 0.5f);
    }
}
