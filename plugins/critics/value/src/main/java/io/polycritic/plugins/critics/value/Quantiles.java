package io.polycritic.plugins.critics.value;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Losses;
import java.util.List;

/**
 * Networks estimate k quantiles of the return, learned by the quantile Huber loss against all quantiles of r + gamma Z'
 * (Dabney et al., "Distributional reinforcement learning with quantile regression", 2018, algorithm 1). Under a policy
 * that is not greedy Z' is the mixture of all actions' quantiles, each counted by the action's probability.
 *
 * @param perAction k
 */
record Quantiles(int perAction) implements Estimator {
    @Override
    public Node expected(Node outputs, int actions) {
        int rows = outputs.shape().length(0);
        Node spread = Shaping.reshape(outputs, rows, actions, perAction);
        return Shaping.reshape(Reduce.mean(spread, 2), rows, actions);
    }

    @Override
    public TdTerms terms(List<Node> now, Node next, Node greedy, TdTerms.Inputs inputs) {
        boolean mixed = inputs.probabilities() != null;
        Node atoms = inputs.chosen() == null || mixed ? next : QNetworks.pick(next, greedy);
        Node target = inputs.target(atoms);
        Node weights = mixed ? spread(inputs.probabilities()) : null;
        Node mean = mixed ? Reduce.sum(Elementwise.multiply(target, weights), 1) : Reduce.mean(target, 1);
        Node sum = null;
        Node errors = null;
        Node values = null;
        for (Node outputs : now) {
            Node quantiles = inputs.chosen() == null ? outputs : QNetworks.pick(outputs, inputs.chosen());
            Node value = Reduce.mean(quantiles, 1);
            sum = ExpectedReturn.plus(sum, Losses.quantileHuber(quantiles, target, weights));
            errors = ExpectedReturn.plus(errors, Elementwise.abs(Elementwise.subtract(value, mean)));
            values = ExpectedReturn.plus(values, value);
        }
        float share = 1f / now.size();
        return new TdTerms(sum, Elementwise.scale(errors, share), Elementwise.scale(values, share));
    }

    /** Probabilities of actions [B, n] as weights of their quantiles [B, n k]. */
    private Node spread(Node probabilities) {
        int rows = probabilities.shape().length(0);
        int n = probabilities.shape().length(1);
        float[] shares = new float[perAction];
        java.util.Arrays.fill(shares, 1f / perAction);
        Node each = Elementwise.multiply(
                Shaping.reshape(probabilities, rows, n, 1), Graphs.constant(shares, 1, 1, perAction));
        return Shaping.reshape(each, rows, n * perAction);
    }
}
