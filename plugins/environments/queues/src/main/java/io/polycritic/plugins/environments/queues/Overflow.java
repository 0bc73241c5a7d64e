package io.polycritic.plugins.environments.queues;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;

/** Counts residual works beyond the last bin, and warns once where they are too many. */
final class Overflow {
    private static final long ENOUGH = 1000;
    private static final double TOO_MANY = 0.2;

    private final System.Logger logger;
    private final double last;
    private long all;
    private long beyond;
    private boolean warned;

    /**
     * Begins.
     *
     * @param last where the last bin ends, in 1e9 cycles
     */
    Overflow(System.Logger logger, double last) {
        this.logger = logger;
        this.last = last;
    }

    void count(int tasks, double overflowing) {
        all += tasks;
        beyond += (long) overflowing;
        if (!warned && all >= ENOUGH && beyond > TOO_MANY * all) {
            warned = true;
            logger.log(
                    System.Logger.Level.WARNING,
                    "{0} of {1} residual works lie beyond the last bin, which ends at {2}e9 cycles; widen the bins"
                            + " (binWidth)",
                    beyond,
                    all,
                    last);
        }
    }

    void save(StateWriter out) {
        out.put("overflow", all, beyond, warned ? 1 : 0);
    }

    void load(StateReader in) {
        long[] saved = new long[3];
        if (in.read("overflow", saved)) {
            all = saved[0];
            beyond = saved[1];
            warned = saved[2] == 1;
        }
    }
}
