package io.polycritic.games;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.Node;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One agent's critic in a game, from which its policy follows: pi_i(a|s) = exp(lambda (Qbar_i(s,a) - V_i(s))). The
 * critic's slot has the agent's name. A joint critic values joint actions, and is averaged over the others' policies; a
 * direct one values the agent's own actions. Learners differentiate it in graphs of their own, which they build again
 * when the slot's generation changes, and train its {@link #parameters}.
 */
@ConsumerType
public interface MarginalCritic extends LossCritic {
    /** Whether it values joint actions. */
    boolean joint();

    /** Lambda, above 0: how much more likely better actions are. */
    double rationality();

    /** Gamma, with which what follows counts. */
    double discount();

    /** How a joint critic averages over the others' actions. */
    StageGame.Averaging averaging();

    /**
     * What is trained.
     *
     * @param features [B, f]
     * @return Q_i, [B, J] for a joint critic, else [B, A_i]
     */
    Node values(Node features);

    /**
     * The same for the states after a step: by a target network where there is one.
     *
     * @param features [B, f]
     * @return [B, J] or [B, A_i]
     */
    Node nextValues(Node features);

    /** Moves the target network, after a step of optimisation. */
    void follow();

    /** None: what a pair of critics would value depends on both policies. */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return Set.of();
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return Optional.empty();
    }
}
