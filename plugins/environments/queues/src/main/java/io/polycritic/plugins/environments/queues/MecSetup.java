package io.polycritic.plugins.environments.queues;

/**
 * What holds in all systems.
 *
 * @param cloud whether tasks may go to the cloud, which is row 0 then
 * @param load work that arrives over work that the servers can do
 * @param burst how many times the mean rate of arrivals is, in bursts; 1 for a Poisson process
 * @param burstSeconds how long a burst lasts on average
 * @param tasks tasks of an episode
 * @param uploadPower power of an uploading device, in W
 * @param binWidth width of a bin of residual work, in 1e9 cycles
 * @param look what is observed of the queues
 */
record MecSetup(
        boolean cloud,
        double load,
        double burst,
        double burstSeconds,
        int tasks,
        double uploadPower,
        double binWidth,
        Look look) {
    /** Cycles for each bit. */
    static final double CYCLES_PER_BIT = 100;

    /** Bits of the smallest and the largest task. */
    static final double LEAST_BITS = 10e6;

    static final double MOST_BITS = 30e6;

    /** Mean work of a task, in cycles. */
    static final double MEAN_WORK = CYCLES_PER_BIT * (LEAST_BITS + MOST_BITS) / 2;

    /** Bits a second from a device to a server, the least and the most. */
    static final double LEAST_BANDWIDTH = 30e6;

    static final double MOST_BANDWIDTH = 120e6;

    /** Bits a second from a device to the cloud. */
    static final double CLOUD_BANDWIDTH = 20e6;

    /** Cycles a second for each task in the cloud. */
    static final double CLOUD_SPEED = 5e9;

    /** Energy of a cycle is this times the square of the speed, in J s^2. */
    static final double CAPACITANCE = 1e-27;

    /**
     * What is observed of the queues.
     *
     * @param histogram whether residual works are counted in bins, otherwise only their mean is told
     * @param compressed whether counts are compressed for networks
     * @param marginals whether the exact marginal delay of each row is told, for rules that know the model
     */
    record Look(boolean histogram, boolean compressed, boolean marginals) {}

    /** Energy of a task that is uploaded for some seconds and has some cycles done at a speed, in J. */
    double energy(double upload, double cycles, double speed) {
        return uploadPower * upload + CAPACITANCE * speed * speed * cycles;
    }

    /** How many rows systems with so many servers have. */
    int rows(int servers) {
        return servers + (cloud ? 1 : 0);
    }
}
