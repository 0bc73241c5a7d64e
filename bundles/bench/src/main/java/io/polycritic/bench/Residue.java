package io.polycritic.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/**
 * What this process holds after garbage collections.
 *
 * @param metaspace what classes take outside of the heap, in MiB
 * @param classes how many are loaded
 * @param threads how many live
 * @param heap how much of the heap is in use, in MiB
 */
record Residue(double metaspace, int classes, int threads, double heap) {
    private static final double MEBIBYTE = 1 << 20;
    /** The pool that has all of it, the compressed class space too. */
    private static final String METASPACE = "Metaspace";

    private static final int MOST_COLLECTIONS = 8;

    /**
     * What may come without a leak: the Java compilers keep profiles of methods in the metaspace, accessors of methods
     * that are called often become classes, pools start their threads when they are needed. One class loader that stays
     * for each cycle exceeds all of it within a few hundred cycles.
     */
    private static final double METASPACE_LIMIT = 3;

    private static final int CLASSES_LIMIT = 100;
    private static final int THREADS_LIMIT = 2;
    private static final double HEAP_LIMIT = 2;

    /** Collects garbage until it does not get less, then looks. */
    static Residue now() {
        double before = Double.POSITIVE_INFINITY;
        double heap = collected();
        for (int i = 0; i < MOST_COLLECTIONS && heap < before; i++) {
            before = heap;
            heap = collected();
        }
        double metaspace = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            metaspace += METASPACE.equals(pool.getName()) ? pool.getUsage().getUsed() / MEBIBYTE : 0;
        }
        return new Residue(
                metaspace,
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                heap);
    }

    private static double collected() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
    }

    /** Whether a later one is larger by no more than what may come without a leak. */
    boolean holds(Residue later) {
        return later.metaspace <= metaspace + METASPACE_LIMIT
                && later.classes <= classes + CLASSES_LIMIT
                && later.threads <= threads + THREADS_LIMIT
                && later.heap <= heap + HEAP_LIMIT;
    }
}
