package io.polycritic.games;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;

/** Marginalisation of joint critics in graphs. */
public final class Marginals {
    private Marginals() {}

    /**
     * Qbar_i(s, a_i) = sum over a_-i of w(a_-i) Q_i(s, a_i, a_-i).
     *
     * @param values Q_i, [B, J]
     * @param others w, [B, J_-i], for example the product of the others' policies
     * @return [B, A_i]
     */
    public static Node marginal(JointActions actions, int agent, Node values, Node others) {
        int rows = values.shape().length(0);
        int own = actions.count(agent);
        int after = actions.stride(agent);
        int before = actions.size() / (own * after);
        Node each = Elementwise.multiply(
                Shaping.reshape(values, rows, before, own, after), Shaping.reshape(others, rows, before, 1, after));
        return Shaping.reshape(Reduce.sum(Reduce.sum(each, 3), 1), rows, own);
    }

    /**
     * V(s) = (1/lambda) log sum_a exp(lambda Q(s, a)).
     *
     * @param marginal Q, [B, A]
     * @return [B, 1]
     */
    public static Node softValue(Node marginal, double lambda) {
        Node top = Reduce.logSumExp(Elementwise.scale(marginal, (float) lambda), -1);
        return Shaping.reshape(
                Elementwise.scale(top, (float) (1 / lambda)), marginal.shape().length(0), 1);
    }
}
