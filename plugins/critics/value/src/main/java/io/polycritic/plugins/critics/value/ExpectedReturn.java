package io.polycritic.plugins.critics.value;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import java.util.List;

/**
 * Networks estimate expected returns. The target is r + gamma v' with v' the target networks' value of the next action:
 * that of the greedy policy (Mnih et al., 2015; chosen by the trained networks in van Hasselt, Guez and Silver, "Deep
 * reinforcement learning with double Q-learning", 2016, equation 4), the expectation under the policy (Christodoulou,
 * "Soft actor-critic for discrete action settings", 2019, equation 3), or of the one action that is an input (Haarnoja
 * et al., "Soft actor-critic algorithms and applications", 2018, equation 6).
 *
 * @param loss how errors count
 */
record ExpectedReturn(TdLoss loss) implements Estimator {
    @Override
    public int perAction() {
        return 1;
    }

    @Override
    public Node expected(Node outputs, int actions) {
        return outputs;
    }

    @Override
    public TdTerms terms(List<Node> now, Node next, Node greedy, TdTerms.Inputs inputs) {
        Node policy = inputs.probabilities() != null ? inputs.probabilities() : greedy;
        Node target = inputs.target(inputs.chosen() == null ? next : QNetworks.pick(next, policy));
        Node sum = null;
        Node errors = null;
        Node values = null;
        for (Node outputs : now) {
            Node value = inputs.chosen() == null ? outputs : QNetworks.pick(outputs, inputs.chosen());
            Node error = Elementwise.subtract(value, target);
            sum = plus(sum, loss.of(error));
            errors = plus(errors, Elementwise.abs(error));
            values = plus(values, value);
        }
        float share = 1f / now.size();
        return new TdTerms(sum, Elementwise.scale(errors, share), Elementwise.scale(values, share));
    }

    static Node plus(Node sum, Node term) {
        return sum == null ? term : Elementwise.add(sum, term);
    }
}
