package io.polycritic.api.control;

/**
 * How far a run is made again from its spec, its seed and its journal, and what came of it.
 *
 * @param run the run that is repeated, up to its newest snapshot
 * @param state {@code RUNNING}, {@code DONE}, {@code STOPPED} or {@code FAILED}
 * @param update the updates made so far
 * @param updates the updates to make
 * @param changes how many changes the journal makes until then
 * @param expected the parameter hash of the snapshot
 * @param found the parameter hash of the repetition; empty until it is done
 * @param same whether it is done and the two are the same
 * @param problem why it failed, or null
 */
public record Replay(
        String run,
        RunState state,
        long update,
        long updates,
        long changes,
        String expected,
        String found,
        boolean same,
        Problem problem) {}
