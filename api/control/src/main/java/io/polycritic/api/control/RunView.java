package io.polycritic.api.control;

import java.util.List;
import java.util.Map;

/**
 * A run as it is now.
 *
 * @param run its id, also the name of its folder
 * @param name the name in its spec
 * @param seed its seed
 * @param state its state
 * @param steps environment steps made
 * @param budget environment steps to make in all
 * @param updates updates made
 * @param episodes episodes ended
 * @param seconds seconds of training, over all its sessions
 * @param stepsPerSecond the present rate, 0 when it does not run
 * @param parameterHash SHA-256 of all parameters at the last snapshot, hexadecimal; empty before the first
 * @param problem why it failed or waits, or null
 * @param metrics the last value of each series, and the last means of each evaluator's measures
 * @param slots its slots
 */
public record RunView(
        String run,
        String name,
        long seed,
        RunState state,
        long steps,
        long budget,
        long updates,
        long episodes,
        double seconds,
        double stepsPerSecond,
        String parameterHash,
        Problem problem,
        Map<String, Double> metrics,
        List<SlotView> slots) {
    /**
     * The same run, which does not go on.
     *
     * @param cause why
     * @return the run as {@link RunState#FAILED}
     */
    public RunView failed(Problem cause) {
        return new RunView(
                run,
                name,
                seed,
                RunState.FAILED,
                steps,
                budget,
                updates,
                episodes,
                seconds,
                0,
                parameterHash,
                cause,
                metrics,
                slots);
    }
}
