package io.polycritic.games;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The concave objective of inverse Q-learning in the implied rewards x of demonstrated steps, less the mean of V(s) -
 * gamma V(s') (Garg et al., "IQ-Learn: inverse soft-Q learning for imitation", 2021, equation 10). Its term in a graph
 * is minus the objective, of the fields of {@link GameFields}.
 */
@ConsumerType
public interface InverseObjective extends LossCritic {
    /** What a demonstrated step of implied reward x counts, phi(x). */
    double phi(double x);

    /** The derivative of phi. */
    double slope(double x);

    /** Whether the second term is (1 - gamma) V(s0) of first states rather than a mean over rows. */
    boolean initial();

    /** None: graphs are built again at once. */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return Set.of();
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return Optional.empty();
    }
}
