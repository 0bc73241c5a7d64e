package io.polycritic.api.control;

/**
 * What was measured of a case. An update is one change of the learner along a gradient: a rollout of PPO makes epochs
 * times minibatches of them.
 *
 * @param name the case's name
 * @param updates updates in the measured windows
 * @param seconds how long the measured windows were together
 * @param warmUpSeconds how long the warm-up before them was
 * @param steady whether the warm-up ended because nothing was left to compile; else its longest time was over
 * @param microsPerUpdate microseconds for one update, the median of the windows
 * @param updatesPerSecond updates in a second, of the same window
 * @param stepsPerSecond environment steps in a second; 0 where there is no environment
 * @param bytesPerUpdate bytes that the training thread allocated for one update, median of the windows
 * @param gigaflops billions of useful floating-point operations in a second of the same window, those of products of
 *     matrices alone; a multiplication and the addition after it are two
 * @param coresBusy processor time of the whole process divided by the time that passed
 * @param threads how many threads of Java were busy for a twentieth of the time or more
 */
public record BenchMeasurement(
        String name,
        long updates,
        double seconds,
        double warmUpSeconds,
        boolean steady,
        double microsPerUpdate,
        double updatesPerSecond,
        double stepsPerSecond,
        double bytesPerUpdate,
        double gigaflops,
        double coresBusy,
        int threads) {}
