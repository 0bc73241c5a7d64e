package io.polycritic.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Measures how fast training is on this machine. Each case is one fixed piece of work; who wants figures that do not
 * depend on what was measured before takes a new process for each measurement. Thread-safe, but measurements that go on
 * side by side disturb each other.
 */
@ProviderType
public interface BenchControl {
    /**
     * The cases that are compared with another program.
     *
     * @param names which ones; empty for all
     * @return the cases, in the order in which they are shown
     * @throws ProblemException if there is no case of a name
     */
    List<BenchCase> cases(List<String> names);

    /**
     * The series of cases in which one size grows.
     *
     * @return the series, in the order in which they are shown
     */
    List<BenchSeries> series();

    /**
     * The cases that multiply square matrices and nothing else: the fastest of them is the machine's peak.
     *
     * @return names of cases, the smallest matrix first
     */
    List<String> products();

    /**
     * Measures one case once: warms up until nothing is left to compile, then measures.
     *
     * @param name the case's name
     * @param quick whether to take short windows: to see that it works, not to conclude
     * @return the figures
     * @throws ProblemException if there is no such case, or it cannot be carried out
     * @throws InterruptedException if the calling thread is interrupted
     */
    BenchMeasurement measure(String name, boolean quick) throws InterruptedException;
}
