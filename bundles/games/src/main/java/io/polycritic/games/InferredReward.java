package io.polycritic.games;

import io.polycritic.api.plugin.Part;
import org.osgi.annotation.versioning.ConsumerType;

/** Something that says what an agent seems to want: a learner from demonstrations, or a reward model. */
@ConsumerType
public interface InferredReward extends Part {
    /**
     * The reward that an agent seems to get for each joint action in each state of a game, in expectation over the
     * states that may follow.
     *
     * @param game the run's game
     * @param agent its index
     * @return [S J]
     */
    double[] inferred(Game game, int agent);
}
