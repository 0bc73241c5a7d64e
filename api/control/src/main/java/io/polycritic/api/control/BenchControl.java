package io.polycritic.api.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
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

    /**
     * Installs, updates and removes a bundle of a plugin again and again while a run uses it, and measures what is left
     * behind. In each cycle the run is swapped to the first version, to the second one that is installed beside it, and
     * back to a part of the distribution; the first version retires, the second is removed.
     *
     * @param cycles how often, at least 10
     * @param progress is told the number of cycles made
     * @return the figures
     * @throws ProblemException if a cycle fails
     * @throws InterruptedException if the calling thread is interrupted
     */
    BenchPlugins plugins(int cycles, IntConsumer progress) throws InterruptedException;

    /**
     * Asks a live run for swaps and settings of all kinds from several threads: good ones in every mode, some that are
     * rolled back by a guard, by a fault or on request, and some that are to be refused. The run's transitions are
     * counted, and in the end it is repeated from its journal.
     *
     * @param swaps how many tickets are asked for, at least 100
     * @param progress is told the number of tickets asked for, by any thread
     * @return the figures
     * @throws ProblemException if the run does not survive
     * @throws InterruptedException if the calling thread is interrupted
     */
    BenchSwap swap(int swaps, IntConsumer progress) throws InterruptedException;

    /**
     * Makes a run with many swaps to its end and repeats it from its journal. The process may be killed at any moment;
     * the same call goes on with the run.
     *
     * @param run the run's id
     * @param seed its seed
     * @param asks whether swaps are asked for besides those of the run's schedule, at moments that chance decides
     * @param hears is told {@code begun}, then {@code ticket <number> <state>} whenever a ticket's state changes; by
     *     any thread
     * @return what became of it
     * @throws ProblemException if the run fails
     * @throws InterruptedException if the calling thread is interrupted
     */
    BenchVictim victim(String run, long seed, boolean asks, Consumer<String> hears) throws InterruptedException;
}
