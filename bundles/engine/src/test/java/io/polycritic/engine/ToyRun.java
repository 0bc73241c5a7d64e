package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.plugin.Kind;
import io.polycritic.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Version;

/** A run of the toys that makes an update for each permit. */
final class ToyRun implements AutoCloseable {
    static final String SPEC =
            """
            {"name": "toy", "seed": 7, "budget": {"steps": 1000},
             "environment": {"plugin": "toy-world"},
             "learner": {"plugin": "toy-learner"},
             "critics": {"one": {"plugin": "toy-critic", "weight": 0.5}, "two": {"plugin": "toy-critic"}},
             "snapshots": {"every": 7, "keep": 2},
             "faults": {"hangSeconds": 60}}
            """;

    /** The same run, which gives up what does not come back within two seconds. */
    static final String IMPATIENT = SPEC.replace("\"hangSeconds\": 60", "\"hangSeconds\": 2");

    final Path data;
    final Semaphore gate;
    final Catalog catalog;
    final Runs runs;
    final Run run;

    private ToyRun(Path data, RunRequest request) {
        this.data = data;
        this.gate = new Semaphore(0);
        this.catalog = ToyPlugins.catalog();
        catalog.add(Kind.LEARNER, "toy-learner", new Version(1, 0, 1), "gated", new ToyPlugins.ToyLearners(gate));
        this.runs = new Runs(data, new Services(catalog, null, null));
        runs.start(request);
        this.run = runs.live("toy-7");
    }

    /** Begins a run. */
    static ToyRun begin(Path data, String spec) {
        return new ToyRun(data, new RunRequest(spec, null, null, null, false));
    }

    /** Continues what another one has left on disk: a copy of it, as kill -9 leaves it. */
    static ToyRun afterKill(ToyRun other, Path into) throws IOException {
        Folders.copy(other.data.resolve("runs"), into.resolve("runs"));
        return new ToyRun(into, new RunRequest(null, "toy-7", null, null, false));
    }

    /** The parameter hash of a run that nobody disturbs. */
    static String uninterrupted(Path data, String spec) throws Exception {
        try (ToyRun undisturbed = begin(Files.createTempDirectory(data, "undisturbed"), spec)) {
            return undisturbed.finish();
        }
    }

    /** Lets it make so many updates, and waits until it stands in the next one. */
    void updates(int count) {
        gate.release(count);
        Gates.drained(gate);
    }

    /** Asks for something, which happens at the safe point after the present update. */
    <T> T ask(Function<Run, T> request) {
        Supplier<T> asked = () -> request.apply(run);
        return Gates.between(run, gate, asked);
    }

    Ticket ticket(long id) {
        return runs.tickets("toy-7").stream()
                .filter(ticket -> ticket.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** Lets it go on to the end of its budget; returns the parameter hash. */
    String finish() throws InterruptedException {
        return finish(RunState.DONE);
    }

    String finish(RunState state) throws InterruptedException {
        gate.release(100_000);
        assertTrue(run.await(30), "the run did not end in time");
        assertTrue(run.state() == state, run.state() + " " + run.problem());
        return runs.view("toy-7").parameterHash();
    }

    static Map<String, Object> failing(int update, ToyPlugins.Failure how) {
        return Map.of(
                "failAt",
                update,
                "failure",
                how.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    @Override
    public void close() {
        gate.release(100_000);
        runs.close();
    }
}
