package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * -mean(min(r A, clip(r, 1 - low, 1 + high) A)) - entropy H + kl D with the probability ratio r of the policy as it is
 * to the one that drew the samples: Schulman, Wolski, Dhariwal, Radford and Klimov, "Proximal policy optimization
 * algorithms", 2017, equations 7 and 9. D is the divergence from a reference policy, estimated as q - log q - 1 with
 * its ratio q to the policy as it is (Shao et al., "DeepSeekMath", 2024, equations 3 and 4).
 *
 * @param low how far r may fall below 1
 * @param high how far r may rise above 1; larger than {@code low} as in Yu et al., "DAPO", 2025, section 3.1
 * @param entropy the weight of the policy's entropy
 * @param kl the weight of the divergence; 0 for none
 */
record ClippedLoss(double low, double high, double entropy, double kl) implements PolicyLoss {
    @Override
    public boolean usesReference() {
        return kl > 0;
    }

    @Override
    public Map<String, Node> build(LossInputs in) {
        Node difference = Elementwise.subtract(in.logProbability(), in.before());
        Node ratio = Elementwise.exp(difference);
        Node clipped = Elementwise.clip(ratio, (float) (1 - low), (float) (1 + high));
        Node advantage = in.advantage();
        Node gain =
                Elementwise.minimum(Elementwise.multiply(ratio, advantage), Elementwise.multiply(clipped, advantage));
        Node policyLoss = Elementwise.negate(Reduce.mean(gain));
        Node loss = Elementwise.subtract(policyLoss, Elementwise.scale(in.entropy(), (float) entropy));
        Map<String, Node> terms = new LinkedHashMap<>();
        if (kl > 0) {
            Node divergence = divergence(Elementwise.subtract(in.reference(), in.logProbability()));
            loss = Elementwise.add(loss, Elementwise.scale(divergence, (float) kl));
            terms.put("referenceKl", divergence);
        }
        terms.put(LOSS, loss);
        terms.put("policyLoss", policyLoss);
        terms.put("entropy", in.entropy());
        terms.put("clipFraction", Reduce.mean(Elementwise.step(Elementwise.abs(Elementwise.subtract(ratio, clipped)))));
        terms.put("approxKl", divergence(difference));
        return terms;
    }

    /** The estimator (q - 1) - log q of a divergence, which is never negative. */
    private static Node divergence(Node logRatio) {
        return Reduce.mean(Elementwise.subtract(Elementwise.shift(Elementwise.exp(logRatio), -1), logRatio));
    }
}
