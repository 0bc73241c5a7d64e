package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.plugin.InvalidConfigException;

/**
 * How experience is gathered.
 *
 * @param lanes copies of the world, L
 * @param horizon steps of each lane in an update, T
 * @param wholeEpisodes whether each rollout begins with new episodes, as episodes that count as a whole need
 * @param threads threads that step lanes, 0 for one a processor
 */
record RolloutShape(int lanes, int horizon, boolean wholeEpisodes, int threads) {
    /**
     * Rollouts that hold at least one whole episode of each lane.
     *
     * @param horizon at least the environment's longest episode; 0 for just that
     */
    static RolloutShape ofWholeEpisodes(
            String plugin, EnvironmentSpec environment, int lanes, int horizon, int threads) {
        int longest = environment.maxEpisodeSteps();
        if (longest == 0) {
            throw new InvalidConfigException(
                    "environment", plugin + " learns from whole episodes, but those of this environment have no limit");
        }
        if (horizon != 0 && horizon < longest) {
            throw new InvalidConfigException(
                    "horizon",
                    "found " + horizon + ", allowed is 0 or at least the longest episode of the environment, " + longest
                            + " steps");
        }
        return new RolloutShape(lanes, horizon == 0 ? longest : horizon, true, threads);
    }

    /** Counts the rows of a rollout. */
    int rows() {
        return Math.multiplyExact(lanes, horizon);
    }

    /** A minibatch's rows, if they fit the rollout. */
    int checkedMinibatch(int minibatch) {
        if (minibatch > (long) lanes * horizon) {
            throw new InvalidConfigException(
                    "minibatch",
                    "found " + minibatch + ", allowed is at most lanes times horizon, " + lanes + " times " + horizon
                            + " = " + (long) lanes * horizon);
        }
        return minibatch;
    }
}
