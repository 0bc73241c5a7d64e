package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * -mean(log pi(a|s) A) - entropy H: the policy gradient of Williams (1992, section 4), with the entropy term of Mnih et
 * al., "Asynchronous methods for deep reinforcement learning", 2016, section 4.
 *
 * @param entropy the weight of the policy's entropy
 */
record ScoreLoss(double entropy) implements PolicyLoss {
    @Override
    public Map<String, Node> build(LossInputs in) {
        Node policyLoss = Elementwise.negate(Reduce.mean(Elementwise.multiply(in.logProbability(), in.advantage())));
        Map<String, Node> terms = new LinkedHashMap<>();
        terms.put(LOSS, Elementwise.subtract(policyLoss, Elementwise.scale(in.entropy(), (float) entropy)));
        terms.put("policyLoss", policyLoss);
        terms.put("entropy", in.entropy());
        return terms;
    }
}
