package io.polycritic.api.control;

/**
 * A snapshot of a run on disk.
 *
 * @param update the updates made before it
 * @param steps the environment steps made before it
 * @param seconds the seconds of training before it
 * @param time when it was written, ISO 8601 in UTC
 * @param bytes how large its file is
 * @param parameterHash SHA-256 of all parameters, hexadecimal
 * @param kept why it has not been removed: {@value #RECENT} or {@value #ROLLBACK}
 * @param problem why it cannot be read, or null; only its beginning is looked at
 */
public record SnapshotView(
        long update,
        long steps,
        double seconds,
        String time,
        long bytes,
        String parameterHash,
        String kept,
        Problem problem) {
    /** It is one of the newest ones, of which the run's spec says how many are kept. */
    public static final String RECENT = "recent";

    /** It is the newest one from before a change that is still under probation: a rollback would begin there. */
    public static final String ROLLBACK = "rollback";
}
