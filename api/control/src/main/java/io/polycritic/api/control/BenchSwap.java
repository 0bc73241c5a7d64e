package io.polycritic.api.control;

import java.util.List;
import java.util.Map;

/**
 * What became of a live run under a storm of tickets. Transitions are counted along the history that counts: what a
 * rollback takes out of the run is taken out of both counts.
 *
 * @param swaps how many tickets were asked for
 * @param threads by how many threads at the same time
 * @param seconds how long the storm took, in seconds
 * @param updates updates of the run in the end
 * @param steps environment steps of the run in the end
 * @param applied how many tickets were applied, those among them that were rolled back later
 * @param committed how many tickets were committed in the end
 * @param rejected how many requests were refused before they touched the run
 * @param rolledBack how many tickets were rolled back, by a guard, a fault or on request
 * @param transitions how many transitions the run has learned from
 * @param lostTransitions how many transitions its worlds have made that it has not learned from
 * @param doubledTransitions how many it has learned from more than once, or without a world having made them
 * @param pauseP50Ms the median time that the run stood still for a ticket, in milliseconds
 * @param pauseP99Ms the same, the 99th percentile
 * @param pauseMaxMs the same, the longest
 * @param updateMedianMs the median time of an update, in milliseconds
 * @param longestGapMs the longest time between the ends of two updates that followed each other: tickets that waited
 *     for the same safe point, and the first update with a new part, which may have to be compiled
 * @param modes how often each mode was applied
 * @param causes why tickets were rejected or rolled back, by state and code
 * @param slowest the tickets with the longest pauses, as text
 * @param hash the parameter hash in the end
 * @param replayChanges how many changes the repetition of the run from its journal has made
 * @param replaySame whether it has ended with the same parameter hash
 * @param passed whether no transition was lost or doubled, all that the run has learned from were counted, each mode
 *     was applied, the repetition is the same, and the 99th percentile of pauses is not above the median of updates
 */
public record BenchSwap(
        int swaps,
        int threads,
        double seconds,
        long updates,
        long steps,
        int applied,
        int committed,
        int rejected,
        int rolledBack,
        long transitions,
        long lostTransitions,
        long doubledTransitions,
        double pauseP50Ms,
        double pauseP99Ms,
        double pauseMaxMs,
        double updateMedianMs,
        double longestGapMs,
        Map<String, Integer> modes,
        Map<String, Integer> causes,
        List<String> slowest,
        String hash,
        long replayChanges,
        boolean replaySame,
        boolean passed) {}
