package io.polycritic.plugins.learners.offpolicy;

/**
 * Settings that all learners of this family have.
 *
 * @param plugin the id
 * @param lanes L
 * @param trainEvery steps of each lane between two rounds of optimisation
 * @param updates optimisations in a round
 * @param batch B
 * @param warmup steps of all lanes before the first optimisation
 * @param memory the path of the memory's slot
 * @param threads threads that step lanes
 */
record Schedule(
        String plugin, int lanes, int trainEvery, int updates, int batch, long warmup, String memory, int threads) {}
