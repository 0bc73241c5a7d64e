package io.polycritic.api.control;

/**
 * What many installations, updates and removals of a bundle leave behind, while a run uses it. Each moment is measured
 * when no run is live, after garbage collections: at the start, before the first cycle; early, after a tenth of them
 * but no fewer than ten, when nothing is compiled or loaded for the first time any more; at the end.
 *
 * @param cycles how many cycles were made
 * @param seconds how long they took
 * @param metaspaceStartMB what classes take outside of the heap, in MiB
 * @param metaspaceEarlyMB the same early
 * @param metaspaceEndMB the same at the end
 * @param classesStart how many classes are loaded
 * @param classesEarly the same early
 * @param classesEnd the same at the end
 * @param threadsStart how many threads live
 * @param threadsEarly the same early
 * @param threadsEnd the same at the end
 * @param heapStartMB how much of the heap is in use, in MiB
 * @param heapEarlyMB the same early
 * @param heapEndMB the same at the end
 * @param swaps how many parts were exchanged in the live run
 * @param loaders how many class loaders of removed bundles there were
 * @param loadersCollected how many of them are collected
 * @param passed whether all class loaders are collected, and from early on metaspace grew by no more than 3 MiB, the
 *     heap by no more than 2 MiB, classes by no more than 100 and threads by no more than 2
 */
public record BenchPlugins(
        int cycles,
        double seconds,
        double metaspaceStartMB,
        double metaspaceEarlyMB,
        double metaspaceEndMB,
        int classesStart,
        int classesEarly,
        int classesEnd,
        int threadsStart,
        int threadsEarly,
        int threadsEnd,
        double heapStartMB,
        double heapEarlyMB,
        double heapEndMB,
        int swaps,
        int loaders,
        int loadersCollected,
        boolean passed) {}
