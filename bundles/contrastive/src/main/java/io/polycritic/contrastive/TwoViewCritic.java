package io.polycritic.contrastive;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.tensor.Node;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A loss critic that compares two views, and can lend that loss to a critic that applies it to pairs of more views. One
 * that lends it adds no term of its own.
 */
@ConsumerType
public interface TwoViewCritic extends LossCritic {
    /**
     * The loss of two views.
     *
     * @param first [M, d], as it is to be compared: the caller normalises
     * @param second [M, d]
     * @param fields the learner's nodes by field name
     * @return a scalar
     */
    Node compare(Node first, Node second, Map<String, Node> fields);
}
