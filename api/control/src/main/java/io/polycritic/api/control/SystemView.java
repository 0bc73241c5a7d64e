package io.polycritic.api.control;

import java.util.List;

/**
 * A server as it is now.
 *
 * @param version the version of the product
 * @param started when the process began, ISO 8601 in UTC
 * @param uptimeSeconds how long ago that is
 * @param status {@code UP}, {@code WARN} or {@code DOWN}: the worst of the checks
 * @param checks what each check says, the worst first
 * @param machine the Java machine and what it runs on
 * @param disk the file system of the data folder
 * @param database product and version of the database; empty if it cannot be reached
 * @param work what live runs do
 * @param pauses how long runs stood still for swaps
 * @param traffic requests by route
 * @param figures what bundles tell of themselves
 */
public record SystemView(
        String version,
        String started,
        double uptimeSeconds,
        String status,
        List<Health> checks,
        Machine machine,
        Disk disk,
        String database,
        Work work,
        Pauses pauses,
        List<Traffic> traffic,
        List<Figure> figures) {
    /**
     * What a check says.
     *
     * @param name the check
     * @param status {@code UP}, {@code WARN} or {@code DOWN}
     * @param messages why, if it is not {@code UP}
     */
    public record Health(String name, String status, List<String> messages) {}

    /**
     * The Java machine and what it runs on. Numbers that the machine does not tell are -1.
     *
     * @param java name and version of the Java machine
     * @param system name and version of the operating system
     * @param processors how many processors the process may use
     * @param processLoad the share of all processors that the process has used lately, 0 to 1
     * @param systemLoad the share of all processors that everything has used lately, 0 to 1
     * @param heapUsed bytes of the heap in use, garbage among them
     * @param heapMost bytes to which the heap may grow
     * @param otherUsed bytes of the Java machine beside the heap: classes, compiled code
     * @param resident bytes of memory that the process has, native buffers among them
     * @param threads live threads
     * @param collectionSeconds seconds spent in collecting garbage
     */
    public record Machine(
            String java,
            String system,
            int processors,
            double processLoad,
            double systemLoad,
            long heapUsed,
            long heapMost,
            long otherUsed,
            long resident,
            int threads,
            double collectionSeconds) {}

    /**
     * A file system.
     *
     * @param folder the data folder on it
     * @param free bytes that the process may still write; -1 if it cannot be told
     * @param total bytes in all; -1 if it cannot be told
     */
    public record Disk(String folder, long free, long total) {}

    /**
     * What live runs do.
     *
     * @param running how many make updates
     * @param updates updates that live runs were seen to make since the process began
     * @param stepsPerSecond environment steps a second of all running runs
     */
    public record Work(int running, long updates, double stepsPerSecond) {}

    /**
     * How long runs stood still at safe points for swaps.
     *
     * @param count how many swaps that were
     * @param meanMillis their mean, 0 if there were none
     * @param mostMillis the longest, 0 if there were none
     */
    public record Pauses(long count, double meanMillis, double mostMillis) {}

    /**
     * Requests by route.
     *
     * @param method the HTTP method
     * @param route the template of the route, or the part of the server that was asked
     * @param count how many there were
     * @param refused how many were answered by a status of 400 to 499
     * @param failed how many were answered by a status from 500 on
     * @param meanMillis how long they took on average
     */
    public record Traffic(String method, String route, long count, long refused, long failed, double meanMillis) {}
}
