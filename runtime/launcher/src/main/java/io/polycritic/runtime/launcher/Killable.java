package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.TicketState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** A process of {@code bench victim}, which says on standard error what becomes of its tickets. */
final class Killable implements AutoCloseable {
    private static final long LOOK_MILLIS = 5;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final String BEGUN = "begun";
    private static final String TICKET = "ticket ";

    private static final Set<String> UNDER_WAY = Set.of(
            TicketState.REQUESTED.name(),
            TicketState.PREPARED.name(),
            TicketState.APPLIED.name(),
            TicketState.PROBATION.name());

    private final Process process;
    private final Path out;
    private final Path err;
    private final Signals signals;

    private Killable(Process process, Path out, Path err, Signals signals) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.signals = signals;
    }

    /** Starts a process that makes a run, or goes on with it. */
    static Killable start(Polycritic root, Path folder, String run, long seed, boolean asks) {
        List<String> words = new ArrayList<>(BenchProcess.command(root, List.of()));
        words.addAll(List.of("bench", "victim", run, "--seed", Long.toString(seed), "--json"));
        words.addAll(List.of("--data", folder.resolve("data").toString()));
        if (asks) {
            words.add("--asks");
        }
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try {
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            return new Killable(process, out, err, signals(root));
        } catch (IOException e) {
            throw Failure.resource(words.get(0), "cannot be carried out: " + e.getMessage(), e);
        }
    }

    private static Signals signals(Polycritic root) {
        return root.signals();
    }

    /** Waits until the run goes on; false if the process has ended before. */
    boolean begun() throws InterruptedException {
        return until(BEGUN);
    }

    private boolean until(String word) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            if (said().contains(word)) {
                return true;
            }
            if (ended(LOOK_MILLIS)) {
                return false;
            }
        }
        throw Failure.resource("bench victim", "did nothing for five minutes: " + String.join(" ", said()), null);
    }

    /** Waits; true if the process has ended. */
    boolean ended(long millis) throws InterruptedException {
        if (signals.leaving()) {
            throw new CancellationException();
        }
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Kills it as the system does, without a chance to do anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Whether it has said that it works on a ticket and not yet what has become of that. */
    boolean isSwapping() {
        Map<String, String> tickets = new TreeMap<>();
        for (String line : said()) {
            String[] words = line.split(" ");
            if (line.startsWith(TICKET) && words.length == 3) {
                tickets.put(words[1], words[2]);
            }
        }
        return tickets.values().stream().anyMatch(UNDER_WAY::contains);
    }

    private List<String> said() {
        try {
            return Files.readString(err).lines().toList();
        } catch (IOException e) {
            throw Failure.resource(err.toString(), "cannot be read", e);
        }
    }

    /** Waits for the end; what it printed. */
    JsonNode result() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!ended(LOOK_MILLIS)) {
            if (System.nanoTime() > end) {
                throw Failure.resource("bench victim", "did not end within five minutes", null);
            }
        }
        try {
            String document = Files.readString(out);
            if (process.exitValue() != 0) {
                throw Failure.resource("bench victim", "failed: " + String.join(" ", said()), null);
            }
            return Json.MAPPER.readTree(document);
        } catch (IOException e) {
            throw Failure.resource("bench victim", "printed no JSON document", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
