package io.polycritic.api.critic;

import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A critic that is differentiated: it adds a term to the learner's graph. The graph is built again when it is swapped.
 */
@ConsumerType
public non-sealed interface LossCritic extends Critic {
    /**
     * Builds the critic's term.
     *
     * @param fields the learner's nodes by field name, those that the part's wiring needs at least
     * @return a scalar, to be minimised
     */
    Node loss(Map<String, Node> fields);

    /**
     * What the critic says besides its term: numbers for people, computed with each step. The learner reports them
     * under {@code <critic>.<name>}.
     *
     * @param fields as in {@link #loss}
     * @return scalars by name, lower camel case; none by default
     */
    default Map<String, Node> metrics(Map<String, Node> fields) {
        return Map.of();
    }

    /**
     * The critic's own parameters that are trained by the same loss. To be asked again when the graph is.
     *
     * @return the vectors, maybe none
     */
    List<Parameters> parameters();

    /**
     * The owner under which an optimizer keeps the moments of one of the critic's own vectors.
     *
     * @param parameters one of {@link #parameters}
     * @param path the path of the critic's slot
     * @return the slot's path, or that of its newcomer where the vector is the newcomer's
     */
    default String owner(Parameters parameters, String path) {
        return path;
    }

    /** Shadow and blend: the newcomer's own parameters are trained by its whole term whatever its share is. */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return newcomer instanceof LossCritic ? Set.of(Handover.Mode.SHADOW, Handover.Mode.BLEND) : Set.of();
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return handovers(newcomer).contains(handover.mode())
                ? Optional.of(new LossPair(this, (LossCritic) newcomer, handover))
                : Optional.empty();
    }
}
