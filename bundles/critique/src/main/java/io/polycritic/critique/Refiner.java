package io.polycritic.critique;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;

/** A learner that answers, is criticised, and answers again. */
public interface Refiner extends Learner {
    /**
     * Refines the answers of some items.
     *
     * @param items rows of a {@link PathStream}; any number of them
     * @param temperature of the paths, 0 for the most likely ones
     * @param random where draws come from
     * @return what happened, row by row
     */
    List<Trace> refine(Batch items, double temperature, RandomStream random);

    /**
     * What happened to one item.
     *
     * @param paths the path of each round, at least one, ends not included; rounds in which nothing happened any more
     *     are not there
     * @param critiques the critique between each two of them, and the one that stopped the rounds, ends included
     * @param stop why there was no further round
     * @param tokens how many tokens were written, by those who reason and those who criticise
     */
    record Trace(List<int[]> paths, List<int[]> critiques, Stop stop, int tokens) {
        /** The last path. */
        public int[] answer() {
            return paths.get(paths.size() - 1);
        }

        /** The path that stood after a round, counted from 0. */
        public int[] after(int round) {
            return paths.get(Math.min(round, paths.size() - 1));
        }
    }

    /** Why an item has no further round. */
    enum Stop {
        /** The critic found nothing wrong. */
        PASSED,
        /** The path did not change. */
        UNCHANGED,
        /** There were as many rounds as allowed. */
        ROUNDS
    }
}
