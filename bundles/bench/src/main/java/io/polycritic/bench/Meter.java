package io.polycritic.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.polycritic.api.control.BenchMeasurement;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Watches work from another thread. It looks at the counters at the beginning and at the end of each window alone, and
 * waits between them without using a processor. A window begins and ends when an update has just ended.
 */
final class Meter {
    /** The warm-up ends when the compilers were busy for a smaller share of such a time. */
    private static final double QUIET_SECONDS = 1;

    private static final double QUIET_SHARE = 0.02;
    private static final double BUSY_SHARE = 0.05;
    private static final double SECOND = 1e9;
    private static final long LOOK_NANOS = 200_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
    private final LongSupplier multiplications;

    /**
     * Makes a meter.
     *
     * @param multiplications counts the multiplications of all products of matrices so far
     */
    Meter(LongSupplier multiplications) {
        this.multiplications = multiplications;
    }

    /** All counters at one moment. */
    private record Reading(Work.Count count, long nanos, long bytes, long cpu, long multiplications) {
        double secondsSince(Reading begin) {
            return (nanos - begin.nanos) / SECOND;
        }

        long updatesSince(Reading begin) {
            return count.updates() - begin.count.updates();
        }

        double bytesPerUpdateSince(Reading begin) {
            return (double) (bytes - begin.bytes) / updatesSince(begin);
        }

        double microsPerUpdateSince(Reading begin) {
            return (nanos - begin.nanos) / 1e3 / updatesSince(begin);
        }
    }

    BenchMeasurement measure(String name, Work work, Effort effort) throws InterruptedException {
        long start = System.nanoTime();
        boolean steady = warmUp(work, effort);
        long thread = id(work.thread());
        Map<Long, Long> busyBefore = cpuByThread();
        Reading first = read(work, thread);
        double warmUpSeconds = (first.nanos - start) / SECOND;
        double[] micros = new double[effort.windows()];
        double[] bytes = new double[effort.windows()];
        Reading begin = first;
        for (int i = 0; i < micros.length; i++) {
            Reading end = window(work, thread, begin, effort);
            micros[i] = end.microsPerUpdateSince(begin);
            bytes[i] = end.bytesPerUpdateSince(begin);
            begin = end;
        }
        Reading last = begin;
        double seconds = last.secondsSince(first);
        double median = median(micros);
        long updates = last.updatesSince(first);
        return new BenchMeasurement(
                name,
                updates,
                seconds,
                warmUpSeconds,
                steady,
                median,
                1e6 / median,
                1e6 / median * (last.count.steps() - first.count.steps()) / updates,
                median(bytes),
                2.0 * (last.multiplications - first.multiplications) / updates / (1e3 * median),
                (double) (last.cpu - first.cpu) / (last.nanos - first.nanos),
                busy(busyBefore, last.nanos - first.nanos));
    }

    private static double median(double... values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** Waits until nothing is left to compile; says whether that was reached in time. */
    private boolean warmUp(Work work, Effort effort) throws InterruptedException {
        long start = System.nanoTime();
        double quiet = Math.min(QUIET_SECONDS, effort.minWarmUp());
        while (true) {
            long before = compilation.getTotalCompilationTime();
            Work.Count count = work.count();
            pause((long) (quiet * SECOND));
            double busy = (compilation.getTotalCompilationTime() - before) / 1e3 / quiet;
            double passed = (System.nanoTime() - start) / SECOND;
            long made = work.count().updates();
            boolean moves = made > count.updates() && made >= effort.warmUpUpdates();
            if (moves && passed >= effort.minWarmUp() && busy < QUIET_SHARE) {
                return true;
            }
            if (moves && passed >= effort.maxWarmUp()) {
                return false;
            }
        }
    }

    private Reading window(Work work, long thread, Reading begin, Effort effort) throws InterruptedException {
        pause((long) (effort.windowSeconds() * SECOND));
        long wanted = begin.count.updates() + effort.windowUpdates();
        while (work.count().updates() < wanted) {
            long made = work.count().updates() - begin.count.updates();
            double share = (double) made / effort.windowUpdates();
            long estimate = (long) ((System.nanoTime() - begin.nanos) * (1 - share) / Math.max(share, 0.1));
            pause(Math.max(LOOK_NANOS, estimate / 2));
        }
        return read(work, thread);
    }

    /** Reads all counters when an update has just ended. */
    private Reading read(Work work, long thread) throws InterruptedException {
        long before = work.count().updates();
        Work.Count count = work.count();
        while (count.updates() == before) {
            pause(LOOK_NANOS);
            count = work.count();
        }
        return new Reading(
                count,
                System.nanoTime(),
                threads.getThreadAllocatedBytes(thread),
                system.getProcessCpuTime(),
                multiplications.getAsLong());
    }

    private long id(String thread) {
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals(thread)) {
                return id;
            }
        }
        throw new IllegalStateException("no thread " + thread);
    }

    private Map<Long, Long> cpuByThread() {
        Map<Long, Long> all = new HashMap<>();
        for (long id : threads.getAllThreadIds()) {
            all.put(id, threads.getThreadCpuTime(id));
        }
        return all;
    }

    private int busy(Map<Long, Long> before, long nanos) {
        int busy = 0;
        for (Map.Entry<Long, Long> thread : cpuByThread().entrySet()) {
            if (thread.getValue() - before.getOrDefault(thread.getKey(), 0L) > BUSY_SHARE * nanos) {
                busy++;
            }
        }
        return busy;
    }

    private static void pause(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
