package io.polycritic.bench;

/**
 * How long a measurement takes.
 *
 * @param windows how many windows are measured; the median counts
 * @param windowUpdates updates of one window, at the least
 * @param windowSeconds seconds of one window, at the least
 * @param warmUpUpdates updates of the warm-up, at the least
 * @param minWarmUp seconds of the warm-up, at the least
 * @param maxWarmUp seconds of the warm-up, at the most, if it has made its updates
 */
record Effort(
        int windows, long windowUpdates, double windowSeconds, long warmUpUpdates, double minWarmUp, double maxWarmUp) {
    private static final int WINDOWS = 5;

    /**
     * The usual effort: the windows together make as many updates as the peer is measured over.
     *
     * @param updates of all windows
     * @param quick whether to see that it works, not to conclude
     */
    static Effort of(long updates, boolean quick) {
        return quick
                ? new Effort(3, Math.max(1, updates / WINDOWS / 10), 0.1, updates / 4, 0.5, 4)
                : new Effort(WINDOWS, Math.max(1, updates / WINDOWS), 0.2, updates / 2, 2, 30);
    }
}
