package io.polycritic.api.environment;

import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** An environment that is acted in: a Markov decision process, a game of several agents, a bandit. */
@ConsumerType
public non-sealed interface World extends Environment {
    /**
     * The world's lanes: independent copies that are stepped side by side. Asking again for the same number gives the
     * same lanes in the state that they are in; another number closes them and opens new ones, to be reset first. The
     * state of all open lanes belongs to the state of the part.
     *
     * @param count how many, at least 1
     * @return the lanes
     */
    List<Lane> lanes(int count);

    /**
     * Blend, with a world of equal spec: lane i of L goes over to the newcomer when an episode ends while the share is
     * greater than i / L. With a share of 1 the next step of each lane that is left is truncated, so that every
     * transition is whole and no episode has parts of both worlds.
     */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return newcomer instanceof World world && world.spec().equals(spec()) ? Set.of(Handover.Mode.BLEND) : Set.of();
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return handovers(newcomer).contains(handover.mode())
                ? Optional.of(new WorldPair(this, (World) newcomer, handover))
                : Optional.empty();
    }
}
