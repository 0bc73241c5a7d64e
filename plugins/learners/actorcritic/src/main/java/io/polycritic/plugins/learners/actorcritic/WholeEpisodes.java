package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.experience.Ending;
import io.polycritic.api.plugin.InvalidConfigException;

/**
 * The episodes of a rollout [T, L] that count: those that began early enough to end within it however long they take.
 * Whether an episode counts does not depend on how it goes, so short ones are not preferred to long ones.
 */
final class WholeEpisodes {
    private final int lanes;
    private final int horizon;
    private final int longest;
    private final int[] firstRow;
    private final int[] length;
    private int count;
    private int steps;

    /**
     * Makes room for the episodes of a rollout.
     *
     * @param lanes L
     * @param horizon T
     * @param longest the most steps of an episode, at most T
     */
    WholeEpisodes(int lanes, int horizon, int longest) {
        this.lanes = lanes;
        this.horizon = horizon;
        this.longest = longest;
        int most = lanes * (horizon - longest + 1);
        this.firstRow = new int[most];
        this.length = new int[most];
    }

    /** Finds the episodes of a rollout whose lanes all begin with a new one; lane by lane, in order of time. */
    void find(float[] endings) {
        count = 0;
        steps = 0;
        for (int lane = 0; lane < lanes; lane++) {
            int first = 0;
            for (int t = 0; t < horizon && first + longest <= horizon; t++) {
                if (endings[t * lanes + lane] != Ending.RUNNING.ordinal()) {
                    firstRow[count] = first * lanes + lane;
                    length[count] = t + 1 - first;
                    steps += length[count];
                    count++;
                    first = t + 1;
                }
            }
        }
        if (count == 0) {
            throw new InvalidConfigException(
                    "horizon",
                    "no episode ended within " + horizon + " steps; those of the environment last longer than the "
                            + longest + " steps that the learner was made for");
        }
    }

    /** Counts the episodes. */
    int count() {
        return count;
    }

    /** Counts their steps. */
    int steps() {
        return steps;
    }

    /** The row of an episode's first step; the next steps follow at a distance of L. */
    int firstRow(int episode) {
        return firstRow[episode];
    }

    /** Counts the steps of an episode. */
    int length(int episode) {
        return length[episode];
    }

    /** The lane of an episode. */
    int lane(int episode) {
        return firstRow[episode] % lanes;
    }
}
