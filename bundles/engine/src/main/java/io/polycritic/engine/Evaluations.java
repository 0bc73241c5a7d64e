package io.polycritic.engine;

import io.polycritic.api.control.EpisodeView;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.catalog.Plugin;
import io.polycritic.store.SamplesFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Runs evaluators on frozen copies, on one thread of its own with a bounded queue. An evaluator that does not come back
 * in time is given up with its thread.
 */
final class Evaluations implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Evaluations.class.getName());
    private static final int QUEUE = 4;
    private static final long LOOK_MILLIS = 50;

    private final StallClock clock = new StallClock();
    private ThreadPoolExecutor executor = executor();
    private volatile Job current;
    private final List<Replica.Source> pending = new CopyOnWriteArrayList<>();

    /**
     * What was measured of a run.
     *
     * @param means the mean of each measure by series name
     * @param samples the samples of those that have more than one
     * @param episodes what was filmed meanwhile
     */
    record Result(
            long update,
            long steps,
            Map<String, Double> means,
            List<SamplesFile.Samples> samples,
            List<EpisodeView> episodes) {}

    /** An evaluation that has begun. */
    private record Job(Replica.Source source, List<String> evaluators, long end, CompletableFuture<Result> result) {}

    private static ThreadPoolExecutor executor() {
        return new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), job -> {
            Thread thread = new Thread(job, "polycritic-evaluation");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    /**
     * Evaluates a copy.
     *
     * @param source the copy
     * @param evaluators the slots of the evaluators that shall measure
     * @param seconds after how many seconds it is given up
     * @return the results; those of evaluators that failed or hang say so
     */
    synchronized Future<Result> submit(Replica.Source source, List<String> evaluators, long seconds) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        pending.add(source);
        var unused = result.whenComplete((done, failure) -> pending.remove(source));
        try {
            executor.execute(() -> {
                long end = clock.now() + TimeUnit.SECONDS.toNanos(seconds);
                Job job = new Job(source, evaluators, end, result);
                current = job;
                result.complete(evaluate(source, evaluators));
                if (current == job) {
                    current = null;
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "run {0}: the evaluation at update {1} is left out, evaluators are behind",
                    source.run(),
                    source.update());
            result.complete(new Result(source.update(), source.steps(), Map.of(), List.of(), List.of()));
        }
        return result;
    }

    /** Gives up an evaluation that takes too long; those that wait behind it go on. */
    synchronized void checkHang() {
        clock.look();
        Job job = current;
        if (job == null || clock.now() < job.end) {
            return;
        }
        current = null;
        LOG.log(
                System.Logger.Level.WARNING,
                "run {0}: the evaluation at update {1} does not come back and is given up",
                job.source.run(),
                job.source.update());
        job.result.complete(failed(job.source, job.evaluators));
        List<Runnable> waiting = executor.shutdownNow();
        executor = executor();
        waiting.forEach(executor::execute);
    }

    /**
     * Evaluates a copy outside the queue and waits for it, at the end of a run.
     *
     * @param givesWay whether there is no more time for it, which may come to be while it measures
     * @return what was measured; empty where there was no time
     */
    static Optional<Result> evaluateNow(
            Replica.Source source, List<String> evaluators, long seconds, BooleanSupplier givesWay) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> result.complete(evaluate(source, evaluators)), "polycritic-evaluation-" + source.run());
        thread.setDaemon(true);
        thread.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        boolean gaveWay = false;
        try {
            while (!result.isDone() && !gaveWay && System.nanoTime() < end) {
                waitFor(result);
                gaveWay = givesWay.getAsBoolean();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (result.isDone()) {
            return Optional.of(result.join());
        }
        thread.interrupt();
        if (gaveWay) {
            return Optional.empty();
        }
        LOG.log(System.Logger.Level.WARNING, "run {0}: the last evaluation does not come back", source.run());
        return Optional.of(failed(source, evaluators));
    }

    private static void waitFor(CompletableFuture<Result> result) throws InterruptedException {
        try {
            result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Looked for again.
        } catch (ExecutionException e) {
            throw new IllegalStateException("evaluations catch what evaluators throw", e.getCause());
        }
    }

    private static Result failed(Replica.Source source, List<String> evaluators) {
        Map<String, Double> means = new TreeMap<>();
        evaluators.forEach(path -> means.put(path + "/failed", 1.0));
        return new Result(source.update(), source.steps(), means, List.of(), List.of());
    }

    /** Evaluates a copy on the calling thread. */
    private static Result evaluate(Replica.Source source, List<String> evaluators) {
        Map<String, Double> means = new TreeMap<>();
        List<SamplesFile.Samples> samples = new ArrayList<>();
        List<EpisodeView> episodes = List.of();
        List<String> failed = new ArrayList<>();
        try (Replica replica = new Replica(source)) {
            for (String path : evaluators) {
                try {
                    for (Measure measure : replica.evaluate(path)) {
                        means.put(path + "/" + measure.name(), measure.mean());
                        if (measure.samples().length > 1) {
                            samples.add(new SamplesFile.Samples(path + "/" + measure.name(), measure.samples()));
                        }
                    }
                } catch (RuntimeException | LinkageError e) {
                    failed.add(path);
                    LOG.log(System.Logger.Level.WARNING, "run " + source.run() + ": " + path + " failed", e);
                }
            }
            episodes = filmed(replica, source);
        } catch (RuntimeException | LinkageError e) {
            failed.addAll(evaluators);
            LOG.log(System.Logger.Level.WARNING, "run " + source.run() + ": the frozen copy could not be made", e);
        }
        failed.forEach(path -> means.put(path + "/failed", 1.0));
        return new Result(source.update(), source.steps(), means, samples, episodes);
    }

    /** What was filmed. That nobody can look at an episode is no failure of what was measured. */
    private static List<EpisodeView> filmed(Replica replica, Replica.Source source) {
        try {
            return replica.episodes(source.update());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "run " + source.run() + ": an episode cannot be shown", e);
            return List.of();
        }
    }

    /** Whether copies of a plugin's parts are being evaluated, or wait for it. */
    boolean uses(Plugin plugin) {
        return pending.stream()
                .anyMatch(source -> source.occupants().stream().anyMatch(occupant -> occupant.uses(plugin)));
    }

    @Override
    public synchronized void close() {
        executor.shutdownNow();
    }
}
