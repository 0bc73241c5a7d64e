package io.polycritic.plugins.environments.queues;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;

/**
 * A Markov-modulated Poisson process of two phases (Fischer and Meier-Hellstern, "The Markov-modulated Poisson process
 * cookbook", 1993, section 1). In bursts the rate is b times the mean rate, and half of all tasks arrive in them: a
 * share 1/(2b) of the time is bursts, and the rate between them is b/(2b - 1) times the mean. For b = 1 it is a Poisson
 * process.
 */
final class Arrivals {
    private final double burst;
    private final double burstSeconds;
    private double rate;
    private boolean inBurst;

    Arrivals(double burst, double burstSeconds) {
        this.burst = burst;
        this.burstSeconds = burstSeconds;
    }

    /** Begins an episode with a mean rate, in tasks a second. */
    void open(double meanRate, RandomStream random) {
        rate = meanRate;
        inBurst = burst > 1 && random.nextDouble() < 1 / (2 * burst);
    }

    /** The time to the next arrival, in s. */
    double next(RandomStream random) {
        double waited = 0;
        if (burst <= 1) {
            return exponential(random, rate);
        }
        while (true) {
            double arrival = exponential(random, rate * (inBurst ? burst : burst / (2 * burst - 1)));
            double phase = exponential(random, 1 / (inBurst ? burstSeconds : burstSeconds * (2 * burst - 1)));
            if (arrival <= phase) {
                return waited + arrival;
            }
            waited += phase;
            inBurst = !inBurst;
        }
    }

    private static double exponential(RandomStream random, double rate) {
        return -Math.log1p(-random.nextDouble()) / rate;
    }

    void save(StateWriter out) {
        out.put("rate", new double[] {rate});
        out.put("inBurst", inBurst ? 1 : 0);
    }

    void load(StateReader in) {
        double[] saved = new double[1];
        if (in.read("rate", saved)) {
            rate = saved[0];
        }
        long[] phase = new long[1];
        inBurst = in.read("inBurst", phase) && phase[0] == 1;
    }
}
