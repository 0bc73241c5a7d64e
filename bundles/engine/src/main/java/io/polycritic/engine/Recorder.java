package io.polycritic.engine;

import io.polycritic.api.control.EpisodeView;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.store.Json;
import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import io.polycritic.store.SamplesFile;
import io.polycritic.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Writes down what a run does: metrics after each update, snapshots, evaluations, the summary. Called by the run's
 * thread; files of snapshots are written by another one.
 */
final class Recorder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
    private static final long EVENT_NANOS = 200_000_000;
    private static final long FLUSH_NANOS = 1_000_000_000;
    private static final long ALL_LINES = 256;
    private static final long STEPS_OF_A_LINE = 256;

    /** How many filmed episodes of an evaluator are kept. */
    static final int EPISODES = 8;

    private final RunSpec spec;
    private final RunFolder folder;
    private final MetricsFile metrics;
    private final Series series;
    private final EventHub events;
    private final Evaluations evaluations;
    private final ExecutorService writer;
    private final List<Measuring> measuring = new ArrayList<>();
    private Future<?> filing = CompletableFuture.completedFuture(null);
    private Future<?> writing = CompletableFuture.completedFuture(null);
    private volatile String parameterHash;
    private Course course;
    private long nextEvent;
    private long nextFlush;
    private long lastStretch;

    /** An evaluation that goes on, and the update that it belongs to. */
    private record Measuring(long update, Future<Evaluations.Result> result) {}

    /** How a run goes, besides its parts. */
    interface Course {
        /** Where parts report. */
        MetricsBoard board();

        /** Takes what evaluators have measured, the mean of each measure by series name. */
        void measured(Map<String, Double> means);

        /** Returns when the journal is on disk as far as the run has come; called by another thread. */
        void makeDurable();

        /** The last journal entry that the run's present state contains. */
        long contained();

        /** How many entries the journal has. */
        long journalLength();

        /** The update whose state may be wanted again. */
        long needed();

        /** What the engine itself keeps. */
        State engine();
    }

    /** Where a recorder writes to, and what it uses. */
    record Outlets(
            RunFolder folder,
            MetricsFile metrics,
            Series series,
            EventHub events,
            Evaluations evaluations,
            ExecutorService writer) {}

    Recorder(RunSpec spec, Outlets outlets, String parameterHash) {
        this.spec = spec;
        this.folder = outlets.folder;
        this.metrics = outlets.metrics;
        this.series = outlets.series;
        this.events = outlets.events;
        this.evaluations = outlets.evaluations;
        this.writer = outlets.writer;
        this.parameterHash = parameterHash;
    }

    /** Says how far the run is when it begins or continues, and how it goes. */
    void begins(Progress progress, Course present) {
        lastStretch = progress.steps() / STEPS_OF_A_LINE;
        course = present;
    }

    /** Sets everything back to a snapshot: what came after it is as if it had never been. */
    void setBack(Progress progress, long metricsBytes, String hash) {
        settle();
        parameterHash = hash;
        metrics.cut(metricsBytes);
        series.cut(progress.update());
        measuring.removeIf(each -> each.update > progress.update());
        folder.snapshots().removeAfter(progress.update());
        filed();
        folder.episodes().removeAfter(progress.update());
    }

    Series series() {
        return series;
    }

    String parameterHash() {
        return parameterHash;
    }

    /** After each update. */
    void updated(Parts parts, Progress progress) {
        if (isLineDue(progress)) {
            line(parts, progress);
        }
        collect(parts.run(), false);
        evaluateDue(parts, progress);
        if (progress.update() % spec.snapshots().every() == 0) {
            snapshot(parts, progress, false);
        }
        long now = System.nanoTime();
        if (now >= nextFlush) {
            metrics.flush();
            nextFlush = now + FLUSH_NANOS;
        }
    }

    /**
     * Many fast updates share a line: after the first ones there is one line for so many environment steps at the most.
     * Which updates have one depends on the run alone, not on the clock.
     */
    private boolean isLineDue(Progress progress) {
        long stretch = progress.steps() / STEPS_OF_A_LINE;
        boolean due = progress.update() <= ALL_LINES || stretch != lastStretch;
        lastStretch = stretch;
        return due;
    }

    /** Writes what was reported since the last line. */
    private void line(Parts parts, Progress progress) {
        write(progress.update(), progress.steps(), course.board().take(), "metrics", parts.run());
    }

    void flush() {
        metrics.flush();
    }

    /** Copies the state and has it written; waits for the file if it is asked to. */
    String snapshot(Parts parts, Progress progress, boolean wait) {
        settle();
        if (course.board().isFilled()) {
            line(parts, progress);
        }
        Map<String, State> states = SnapshotTaker.states(parts);
        String hash = SnapshotTaker.parameterHash(states);
        states.putAll(SnapshotTaker.newcomers(parts));
        Snapshot snapshot = new Snapshot(
                parts.run(),
                parts.seed(),
                progress.update(),
                progress.steps(),
                progress.episodes(),
                progress.seconds(),
                course.contained(),
                course.journalLength(),
                metrics.flush(),
                hash,
                SnapshotTaker.slots(parts),
                states,
                course.engine(),
                SnapshotTaker.streams(parts));
        long needed = course.needed();
        Course present = course;
        writing = writer.submit(() -> {
            present.makeDurable();
            folder.snapshots().write(snapshot, spec.snapshots().keep(), needed);
        });
        parameterHash = hash;
        if (wait) {
            settle();
        }
        return hash;
    }

    /**
     * Writes the last snapshot and, at the end of the budget, lets all evaluators measure.
     *
     * @param givesWay whether something has come up that does not wait for evaluators
     * @return whether all has been measured that was to be
     */
    boolean finish(Parts parts, Progress progress, boolean done, BooleanSupplier givesWay) {
        snapshot(parts, progress, true);
        collect(parts.run(), true);
        List<String> all =
                parts.ordered(Kind.EVALUATOR).stream().map(Occupant::path).toList();
        boolean measured = true;
        if (done && !all.isEmpty()) {
            Optional<Evaluations.Result> last =
                    Evaluations.evaluateNow(source(parts, progress), all, spec.hangSeconds(), givesWay);
            last.ifPresent(result -> {
                accept(parts.run(), result);
                SamplesFile.write(folder.samples(), result.samples());
            });
            measured = last.isPresent();
        }
        metrics.flush();
        return measured;
    }

    /** Writes how the run stands. */
    void summary(Run run) {
        folder.writeSummary(Json.pretty(Views.run(run, false)));
        SlotViews.write(run, folder);
    }

    /** The same, but where the disk is full a run can go on without its summary; its journal says when it cannot. */
    void summaryIfPossible(Run run) {
        try {
            summary(run);
        } catch (PolycriticException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "run {0}: its summary could not be written: {1}",
                    run.id(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            settle();
        } catch (PolycriticException e) {
            LOG.log(System.Logger.Level.ERROR, "the last snapshot could not be written", e);
        }
        filed();
        metrics.close();
        ChartsFile.keep(folder, series);
    }

    /** Has episodes written by the thread that writes snapshots. Without them the run is the same. */
    private void file(String run, List<EpisodeView> episodes) {
        if (!episodes.isEmpty()) {
            filing = writer.submit(() -> {
                for (EpisodeView episode : episodes) {
                    try {
                        folder.episodes().write(episode.summary().episode(), episode.summary(), episode, EPISODES);
                    } catch (PolycriticException e) {
                        LOG.log(System.Logger.Level.WARNING, "run {0}: an episode is lost: {1}", run, e.getMessage());
                    }
                }
            });
        }
    }

    /** Waits until the last episodes are written. */
    private void filed() {
        try {
            filing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "episodes could not be written", e.getCause());
        }
    }

    private void write(long update, long steps, Map<String, Double> values, String type, String run) {
        if (values.isEmpty()) {
            return;
        }
        MetricsFile.Line line = new MetricsFile.Line(update, steps, values);
        metrics.write(line);
        series.add(line);
        long now = System.nanoTime();
        if (now >= nextEvent || !type.equals("metrics")) {
            events.publish(new RunEvent(run, type, update, steps, values, null, RunState.RUNNING));
            nextEvent = now + EVENT_NANOS;
        }
    }

    private void evaluateDue(Parts parts, Progress progress) {
        List<String> due = new ArrayList<>(0);
        for (Occupant occupant : parts.inOrder()) {
            if (occupant.every() > 0 && progress.update() % occupant.every() == 0 && occupant.own() != null) {
                due.add(occupant.path());
            }
        }
        if (!due.isEmpty()) {
            measuring.add(new Measuring(
                    progress.update(), evaluations.submit(source(parts, progress), due, spec.hangSeconds())));
        }
    }

    private static Replica.Source source(Parts parts, Progress progress) {
        return new Replica.Source(
                parts.run(),
                parts.seed(),
                progress.update(),
                progress.steps(),
                parts.services(),
                parts.frozen(),
                parts.all().stream().filter(occupant -> !occupant.isParked()).toList(),
                SnapshotTaker.states(parts));
    }

    private void collect(String run, boolean wait) {
        while (!measuring.isEmpty() && (wait || measuring.get(0).result.isDone())) {
            try {
                accept(run, measuring.remove(0).result.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException e) {
                LOG.log(System.Logger.Level.WARNING, "run " + run + ": an evaluation failed", e.getCause());
            }
        }
    }

    private void accept(String run, Evaluations.Result result) {
        course.measured(result.means());
        file(run, result.episodes());
        write(result.update(), result.steps(), result.means(), "evaluation", run);
    }

    /** Waits for the snapshot that is being written; its failure is the run's. */
    private void settle() {
        try {
            writing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PolycriticException(ErrorCode.RESOURCE, "", "interrupted while a snapshot was written", e);
        } catch (ExecutionException e) {
            writing = CompletableFuture.completedFuture(null);
            throw e.getCause() instanceof PolycriticException known
                    ? known
                    : new PolycriticException(ErrorCode.INTERNAL, "", Parts.describe(e.getCause()), e.getCause());
        }
    }
}
