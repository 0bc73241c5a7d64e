package io.polycritic.engine;

import io.polycritic.api.evaluation.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs evaluators on frozen copies, on one thread of its own with a bounded queue. */
final class Evaluations implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Evaluations.class.getName());
    private static final int QUEUE = 4;

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), job -> {
                Thread thread = new Thread(job, "polycritic-evaluation");
                thread.setDaemon(true);
                thread.setPriority(Thread.MIN_PRIORITY);
                return thread;
            });

    /** What was measured of a run, the mean of each measure by series name. */
    record Result(long update, long steps, Map<String, Double> means) {}

    /**
     * Evaluates a copy.
     *
     * @param source the copy
     * @param evaluators the slots of the evaluators that shall measure
     * @return the results; fails only when the queue is full
     */
    Future<Result> submit(Replica.Source source, List<String> evaluators) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        try {
            executor.execute(() -> result.complete(evaluate(source, evaluators)));
        } catch (RejectedExecutionException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "run {0}: the evaluation at update {1} is left out, evaluators are behind",
                    source.run(),
                    source.update());
            result.complete(new Result(source.update(), source.steps(), Map.of()));
        }
        return result;
    }

    /** Evaluates a copy on the calling thread. */
    Result evaluate(Replica.Source source, List<String> evaluators) {
        Map<String, Double> means = new TreeMap<>();
        List<String> failed = new ArrayList<>();
        try (Replica replica = new Replica(source)) {
            for (String path : evaluators) {
                try {
                    for (Measure measure : replica.evaluate(path)) {
                        means.put(path + "/" + measure.name(), measure.mean());
                    }
                } catch (RuntimeException | LinkageError e) {
                    failed.add(path);
                    LOG.log(System.Logger.Level.WARNING, "run " + source.run() + ": " + path + " failed", e);
                }
            }
        } catch (RuntimeException | LinkageError e) {
            failed.addAll(evaluators);
            LOG.log(System.Logger.Level.WARNING, "run " + source.run() + ": the frozen copy could not be made", e);
        }
        failed.forEach(path -> means.put(path + "/failed", 1.0));
        return new Result(source.update(), source.steps(), means);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
