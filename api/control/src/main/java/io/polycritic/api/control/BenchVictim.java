package io.polycritic.api.control;

/**
 * What became of a run with many swaps whose process may have been killed on the way.
 *
 * @param hash the parameter hash in the end
 * @param updates updates made
 * @param tickets how many tickets there were
 * @param changes how many changes the repetition of the run from its journal has made
 * @param replaySame whether that has ended with the same parameter hash
 */
public record BenchVictim(String hash, long updates, int tickets, long changes, boolean replaySame) {}
