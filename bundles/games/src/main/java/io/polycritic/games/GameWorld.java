package io.polycritic.games;

import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** A world that is an enumerable game, with exact experts. Its action space has one category an agent. */
@ConsumerType
public interface GameWorld extends World {
    /** The game; the same as long as the part lives. */
    Game game();

    /** The experts; solved when they are first asked for. */
    LogitEquilibrium experts();

    /** The steps of an episode that returns are measured over. */
    default int horizon() {
        return spec().maxEpisodeSteps();
    }

    /** None: two games have no experts in common. */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return Set.of();
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return Optional.empty();
    }
}
