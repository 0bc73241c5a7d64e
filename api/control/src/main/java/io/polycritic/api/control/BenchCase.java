package io.polycritic.api.control;

import java.util.List;

/**
 * A case that is compared with another program, the peer.
 *
 * @param name the case's name, in kebab-case
 * @param title one line: what is done
 * @param unit {@code STEPS_PER_SECOND} or {@code MICROS_PER_UPDATE}: in which figure both are compared
 * @param peerScript the file name of the script that does the same, for example {@code torch_rl.py}
 * @param peerArguments what the script is called with
 */
public record BenchCase(String name, String title, Unit unit, String peerScript, List<String> peerArguments) {
    /** In which figure a case and its peer are compared. */
    public enum Unit {
        /** Environment steps a second: more is better. */
        STEPS_PER_SECOND,
        /** Microseconds for one update: less is better. */
        MICROS_PER_UPDATE
    }
}
