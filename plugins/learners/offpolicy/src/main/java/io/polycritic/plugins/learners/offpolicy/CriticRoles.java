package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.rl.Transitions;
import java.util.List;

/**
 * Which critics judge what.
 *
 * @param objectives names of the critics of objectives, in the order of a preference's weights; none where the policy
 *     is not conditioned on a preference
 * @param entropy name of the critic of the entropy to come; empty where critics of rewards are told the policy's bonus
 */
record CriticRoles(List<String> objectives, String entropy) {
    /** All critics judge rewards, and their own weights say what they are worth. */
    static final CriticRoles NONE = new CriticRoles(List.of(), "");

    /** Refuses one critic in two roles. */
    CriticRoles {
        if (objectives.stream().distinct().count() < objectives.size() || objectives.contains(entropy)) {
            throw new InvalidConfigException(
                    "objectives",
                    "found " + objectives + " and the entropy critic '" + entropy + "', allowed are different critics");
        }
    }

    /** The objective that a critic judges, from 0; -1 for none. */
    int objective(String critic) {
        return objectives.indexOf(critic);
    }

    boolean isEntropy(String critic) {
        return !entropy.isEmpty() && entropy.equals(critic);
    }

    /** What critics are told of the policy's next entropy. */
    FieldSpec told() {
        return FieldSpec.numbers(entropy.isEmpty() ? Transitions.NEXT_BONUS : Transitions.NEXT_ENTROPY);
    }
}
