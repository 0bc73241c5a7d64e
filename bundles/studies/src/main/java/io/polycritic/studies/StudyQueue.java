package io.polycritic.studies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.StudyJob;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudyState;
import io.polycritic.store.AtomicFile;
import io.polycritic.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Studies that are carried out one after the other, on one thread. What is not over is in a file, so that a server that
 * comes back goes on with it.
 */
final class StudyQueue implements AutoCloseable {
    /** How many may wait. */
    static final int MOST_WAITING = 16;

    private static final int REMEMBERED = 32;
    private static final long LONGEST_END_SECONDS = 60;
    private static final System.Logger LOG = System.getLogger(StudyQueue.class.getName());

    /** Carries out a study. */
    @FunctionalInterface
    interface Work {
        void carryOut(StudyRequest request, Consumer<StudyProgress> listener) throws InterruptedException;
    }

    /** A study is in the queue once in each of its forms. */
    private record Key(String study, boolean quick) {
        static Key of(StudyRequest request) {
            return new Key(request.study(), request.quick());
        }
    }

    private static final class Entry {
        private final StudyRequest request;
        private final String asked;
        private volatile StudyState state = StudyState.WAITING;
        private volatile StudyProgress progress;
        private volatile String begun;
        private volatile String ended;
        private volatile Problem problem;

        Entry(StudyRequest request, String asked) {
            this.request = request;
            this.asked = asked;
        }

        StudyJob view() {
            return new StudyJob(
                    request.study(),
                    request.quick(),
                    request.seeds(),
                    request.fresh(),
                    state,
                    progress,
                    asked,
                    begun,
                    ended,
                    problem);
        }
    }

    private final Path file;
    private final Work work;
    private final BooleanSupplier leaving;
    private final Clock clock;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private Thread worker;
    private boolean closed;

    /**
     * Makes an empty queue.
     *
     * @param file what is not over
     * @param work carries out a study
     * @param leaving whether the server leaves: what ends then goes on in the next process
     */
    StudyQueue(Path file, Work work, BooleanSupplier leaving, Clock clock) {
        this.file = file;
        this.work = work;
        this.leaving = leaving;
        this.clock = clock;
    }

    /** All that are not over, and the last ones that are, in the order in which they were asked for. */
    synchronized List<StudyJob> jobs() {
        return entries.values().stream().map(Entry::view).toList();
    }

    /** Adds a study. */
    synchronized StudyJob begin(StudyRequest request) {
        if (leaving.getAsBoolean() || closed) {
            throw Studies.problem("RESOURCE", "", "the server is leaving and takes no more work");
        }
        Entry present = entries.get(Key.of(request));
        if (present != null && !present.state.isOver()) {
            throw Studies.problem("CONFLICT", "study", request.study() + " is " + present.state + " already");
        }
        if (entries.values().stream()
                        .filter(each -> each.state == StudyState.WAITING)
                        .count()
                >= MOST_WAITING) {
            throw Studies.problem("CONFLICT", "study", MOST_WAITING + " studies wait, which is the limit");
        }
        Entry entry = add(request);
        try {
            persist();
        } catch (RuntimeException e) {
            entries.remove(Key.of(request));
            throw e;
        }
        wake();
        return entry.view();
    }

    private Entry add(StudyRequest request) {
        Entry entry = new Entry(request, now());
        entries.remove(Key.of(request));
        entries.put(Key.of(request), entry);
        Iterator<Entry> each = entries.values().iterator();
        long over = entries.values().stream().filter(old -> old.state.isOver()).count();
        while (over > REMEMBERED && each.hasNext()) {
            if (each.next().state.isOver()) {
                each.remove();
                over--;
            }
        }
        return entry;
    }

    /** Takes a study back; one whose runs are being made ends as soon as they have written their snapshots. */
    synchronized StudyJob cancel(String study, boolean quick) {
        Entry entry = entries.get(new Key(study, quick));
        if (entry == null) {
            throw Studies.problem("NOT_FOUND", "study", study + " was not asked for in this process");
        }
        if (entry.state == StudyState.WAITING) {
            entry.state = StudyState.CANCELLED;
            entry.ended = now();
            persist();
        } else if (entry.state == StudyState.RUNNING) {
            entry.state = StudyState.CANCELLING;
            worker.interrupt();
        } else if (entry.state != StudyState.CANCELLING) {
            throw Studies.problem("CONFLICT", "study", study + " is " + entry.state + " already");
        }
        return entry.view();
    }

    /** Goes on with what was not over when the process before this one ended. */
    synchronized List<StudyJob> resume() {
        List<StudyRequest> left = List.of();
        try {
            if (Files.exists(file)) {
                left = Json.mapper().readValue(Files.readString(file), new TypeReference<>() {});
            }
        } catch (JsonProcessingException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} is damaged: {1}", file, e.getOriginalMessage());
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
        List<StudyJob> resumed = new ArrayList<>();
        for (StudyRequest request : left) {
            if (!entries.containsKey(Key.of(request))) {
                resumed.add(add(request).view());
            }
        }
        wake();
        return resumed;
    }

    private void persist() {
        List<StudyRequest> left = entries.values().stream()
                .filter(each -> !each.state.isOver() && each.state != StudyState.CANCELLING)
                .map(each -> each.request)
                .toList();
        AtomicFile.write(file, out -> out.write(Json.pretty(left).getBytes(StandardCharsets.UTF_8)));
    }

    private void wake() {
        if (worker == null && entries.values().stream().anyMatch(each -> each.state == StudyState.WAITING)) {
            worker = new Thread(this::live, "polycritic-studies");
            worker.setDaemon(true);
            worker.start();
        }
    }

    private void live() {
        Entry entry = next();
        while (entry != null) {
            Problem problem = null;
            try {
                Entry present = entry;
                work.carryOut(present.request, progress -> present.progress = progress);
            } catch (InterruptedException e) {
                problem = new Problem("CONFLICT", "study", "interrupted");
            } catch (ProblemException e) {
                problem = e.problem();
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.ERROR, "study " + entry.request.study() + " failed", e);
                problem = new Problem("INTERNAL", "study", String.valueOf(e.getMessage()));
            }
            end(entry, problem);
            entry = next();
        }
    }

    private synchronized Entry next() {
        for (Entry entry : entries.values()) {
            if (entry.state == StudyState.WAITING && !closed && !leaving.getAsBoolean()) {
                entry.state = StudyState.RUNNING;
                entry.begun = now();
                return entry;
            }
        }
        worker = null;
        notifyAll();
        return null;
    }

    /** What ends because the process does stays in the file; nobody is told that it had failed. */
    private synchronized void end(Entry entry, Problem problem) {
        // the flag was meant for this study, not for the next one
        boolean interrupted = Thread.interrupted();
        LOG.log(System.Logger.Level.DEBUG, "{0} ended, interrupted: {1}", entry.request, interrupted);
        if (problem != null && entry.state != StudyState.CANCELLING && (closed || leaving.getAsBoolean())) {
            entry.state = StudyState.WAITING;
            return;
        }
        boolean cancelled = entry.state == StudyState.CANCELLING && problem != null;
        entry.state = cancelled ? StudyState.CANCELLED : problem == null ? StudyState.DONE : StudyState.FAILED;
        entry.problem = cancelled ? null : problem;
        entry.ended = now();
        try {
            persist();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the queue of studies could not be written", e);
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Ends what is being carried out, and waits for its runs. */
    @Override
    public synchronized void close() {
        closed = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_END_SECONDS);
        if (worker != null) {
            worker.interrupt();
        }
        try {
            while (worker != null && System.nanoTime() < end) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
