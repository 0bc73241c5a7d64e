package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import io.polycritic.store.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class RunsTest {
    private static final String SPEC =
            """
            {"name": "toy", "seed": 7, "budget": {"steps": STEPS},
             "environment": {"plugin": "toy-world"},
             "learner": {"plugin": "toy-learner"},
             "critics": {"one": {"plugin": "toy-critic", "weight": 0.5}, "two": {"plugin": "toy-critic"}},
             "evaluators": {"eye": {"plugin": "toy-evaluator", "every": 10}},
             "snapshots": {"every": 7, "keep": 2}}
            """;

    @TempDir
    Path data;

    private static String spec(long steps) {
        return SPEC.replace("STEPS", Long.toString(steps));
    }

    private static RunRequest request(long steps) {
        return new RunRequest(spec(steps), null, null, null, false);
    }

    private static Runs open(Path data) {
        return open(data, ToyPlugins.catalog());
    }

    private static Runs open(Path data, Catalog catalog) {
        return new Runs(data, new Services(catalog, null, null));
    }

    /** A catalog whose learner makes an update for each permit. */
    private static Catalog gated(Semaphore gate) {
        Catalog catalog = ToyPlugins.catalog();
        catalog.add(Kind.LEARNER, "toy-learner", new Version(1, 0, 1), "gated", new ToyPlugins.ToyLearners(gate));
        return catalog;
    }

    private static RunView finish(Runs runs, String run) throws InterruptedException {
        assertTrue(runs.find(run).map(found -> awaits(found)).orElse(true), "the run did not end in time");
        return runs.view(run);
    }

    private static boolean awaits(Run run) {
        try {
            return run.await(30);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String uninterrupted(long steps) throws Exception {
        Path other = Files.createTempDirectory(data, "uninterrupted");
        try (Runs runs = open(other)) {
            runs.start(request(steps));
            return finish(runs, "toy-7").parameterHash();
        }
    }

    @Test
    void trainsToTheEndOfItsBudget() throws Exception {
        try (Runs runs = open(data)) {
            runs.start(request(1000));
            RunView done = finish(runs, "toy-7");
            assertEquals(RunState.DONE, done.state());
            assertEquals(1000, done.steps());
            assertEquals(50, done.updates());
            assertEquals(200, done.episodes());
            assertEquals(1000, done.metrics().get("evaluators.eye/steps"));
            assertEquals(0.5, done.metrics().get("critics.one/weight"));
            assertEquals(
                    50,
                    runs.series("toy-7")
                            .views(List.of("critics.two/loss"), 1000)
                            .get(0)
                            .values()
                            .length);
            assertEquals(2, RunFolder.of(data, "toy-7").snapshots().files().size());
        }
    }

    /** The first 256 updates have a line each; then there is one for 256 steps, and one at the end. */
    @Test
    void manyFastUpdatesShareALineOfMetrics() throws Exception {
        String plain =
                spec(60_000).replaceAll("\\s*\"evaluators\".*\\s*", "").replace("\"every\": 7", "\"every\": 100000");
        try (Runs runs = open(data)) {
            runs.start(new RunRequest(plain, null, null, null, false));
            assertEquals(3000, finish(runs, "toy-7").updates());
            long[] updates = runs.series("toy-7")
                    .views(List.of("learner/w0"), 10_000)
                    .get(0)
                    .updates();
            assertEquals(256 + 60_000 / 256 - 256 * 20 / 256 + 1, updates.length);
            assertEquals(256, updates[255]);
            assertEquals(12.8, (updates[350] - updates[300]) / 50.0, 0.05);
            assertEquals(3000, updates[updates.length - 1]);
        }
    }

    @Test
    void sameSpecAndSeedGiveTheSameHash() throws Exception {
        assertEquals(uninterrupted(400), uninterrupted(400));
        try (Runs runs = open(data)) {
            runs.start(new RunRequest(spec(400), null, 8L, null, false));
            assertNotEquals(uninterrupted(400), finish(runs, "toy-8").parameterHash());
        }
    }

    @Test
    void stopAndContinueEqualsTheUninterruptedRun() throws Exception {
        Semaphore gate = new Semaphore(33);
        try (Runs runs = open(data, gated(gate))) {
            runs.start(request(1000));
            Run run = runs.live("toy-7");
            Gates.drained(gate);
            run.stop();
            gate.release();
            assertEquals(RunState.STOPPED, finish(runs, "toy-7").state());
        }
        gate.release(1000);
        try (Runs runs = open(data, gated(gate))) {
            runs.start(new RunRequest(null, "toy-7", null, null, false));
            assertEquals(uninterrupted(1000), finish(runs, "toy-7").parameterHash());
        }
    }

    @Test
    void whatACrashLeavesContinuesToTheSameHash() throws Exception {
        Path crashed = data.resolve("crashed");
        Semaphore gate = new Semaphore(0);
        try (Runs runs = open(data, gated(gate))) {
            runs.start(request(1000));
            Run run = runs.live("toy-7");
            gate.release(20);
            Gates.drained(gate);
            Ticket ticket = Gates.between(run, gate, () -> run.desk()
                    .swap(Requests.swap("critics.two", "toy-critic", Map.of("rate", 0.25), "warm", 2.0), "user"));
            assertEquals(TicketState.COMMITTED, ticket.state());
            Gates.between(run, gate, () -> {
                run.desk().set(Requests.set("critics.one", "weight", 0.75), "user");
                return null;
            });
            gate.release(2);
            Gates.drained(gate);
            // What kill -9 would leave now: everything that is on disk, nothing else.
            Folders.copy(data.resolve("runs"), crashed.resolve("runs"));
            gate.release(1000);
            String expected = finish(runs, "toy-7").parameterHash();
            gate.drainPermits();
            gate.release(1000);
            try (Runs again = open(crashed, gated(gate))) {
                again.start(new RunRequest(null, "toy-7", null, null, false));
                RunView resumed = finish(again, "toy-7");
                assertEquals(expected, resumed.parameterHash());
                assertEquals(1000, resumed.steps());
                assertEquals(0.75, resumed.metrics().get("critics.one/weight"));
                assertEquals(
                        List.of(0.75, 2.0),
                        resumed.slots().stream()
                                .filter(slot -> slot.path().startsWith("critics."))
                                .map(SlotView::weight)
                                .toList());
                assertEquals(
                        50,
                        again.series("toy-7")
                                .views(List.of("learner/w0"), 1000)
                                .get(0)
                                .values()
                                .length);
            }
            assertNotEquals(uninterrupted(1000), expected);
        }
    }

    @Test
    void aDamagedSnapshotIsLeftOut() throws Exception {
        try (Runs runs = open(data)) {
            runs.start(request(400));
            finish(runs, "toy-7");
        }
        Path newest = RunFolder.of(data, "toy-7").snapshots().files().get(0);
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        try (Runs runs = open(data)) {
            runs.start(new RunRequest(null, "toy-7", null, 600L, false));
            assertEquals(uninterrupted(600), finish(runs, "toy-7").parameterHash());
        }
    }

    @Test
    void swapsReportWhatWasCarried() throws Exception {
        Semaphore gate = new Semaphore(3);
        try (Runs runs = open(data, gated(gate))) {
            runs.start(request(1000));
            Run run = runs.live("toy-7");
            Gates.drained(gate);
            Ticket warm = Gates.between(run, gate, () -> run.desk()
                    .swap(Requests.swap("critics.two", "toy-critic", Map.of("width", 5), "warm", null), "user"));
            assertEquals(List.of("learned"), warm.transfer().carried());
            assertEquals(List.of("value/v"), warm.transfer().reshaped());
            assertEquals(List.of(), warm.transfer().initialised());
            assertEquals(List.of(), warm.transfer().dropped());
            Ticket cold = Gates.between(run, gate, () -> run.desk()
                    .swap(Requests.swap("critics.two", "toy-critic", Map.of(), "cold", null), "user"));
            assertEquals(List.of(), cold.transfer().carried());
            assertEquals(2, run.parts().get("critics.two").generation());
            Ticket added = Gates.between(run, gate, () -> run.desk()
                    .swap(Requests.swap("critics.three", "toy-critic", Map.of(), null, 4.0), "user"));
            assertEquals(4, run.parts().get("critics.three").weight());
            assertEquals("", added.from());
            Gates.between(
                    run, gate, () -> run.desk().swap(Requests.swap("critics.three", "", Map.of(), null, null), "user"));
            gate.release(1000);
            assertEquals(RunState.DONE, finish(runs, "toy-7").state());
            assertEquals(4, runs.tickets("toy-7").size());
        }
    }

    @Test
    void badTicketsAreRejectedAndTheRunNeverNotices() throws Exception {
        Semaphore gate = new Semaphore(5);
        try (Runs runs = open(data, gated(gate))) {
            runs.start(request(400));
            Run run = runs.live("toy-7");
            Gates.drained(gate);
            rejected(
                    run, Requests.swap("critics.two", "toy-critik", Map.of(), null, null), "did you mean 'toy-critic'");
            rejected(run, Requests.swap("critcs.two", "toy-critic", Map.of(), null, null), "is no slot");
            rejected(run, Requests.swap("critics.two", "toy-critic", Map.of("rate", 3), null, null), "from 0 to 1");
            rejected(
                    run,
                    Requests.swap("critics.two", "toy-critic", Map.of("rat", 1), null, null),
                    "did you mean 'rate'");
            rejected(run, Requests.swap("critics.two", "toy-critic@9.9.9", Map.of(), null, null), "available are");
            rejected(run, Requests.swap("learner", "", Map.of(), null, null), "cannot be removed");
            gate.release(1000);
            assertEquals(uninterrupted(400), finish(runs, "toy-7").parameterHash());
        }
    }

    private static void rejected(Run run, io.polycritic.api.control.SwapRequest request, String why) {
        Ticket ticket = run.desk().swap(request, "user");
        assertEquals(TicketState.REJECTED, ticket.state());
        assertTrue(ticket.problem().message().contains(why), ticket.problem().message());
    }

    @Test
    void theLastCriticCannotBeRemoved() throws Exception {
        Semaphore gate = new Semaphore(2);
        try (Runs runs = open(data, gated(gate))) {
            runs.start(request(400));
            Run run = runs.live("toy-7");
            Gates.drained(gate);
            Gates.between(
                    run, gate, () -> run.desk().swap(Requests.swap("critics.one", "", Map.of(), null, null), "user"));
            rejected(run, Requests.swap("critics.two", "", Map.of(), null, null), "needs at least one critic slot");
            gate.release(1000);
        }
    }

    @Test
    void aFaultNamesTheSlotAndTheRunCanBeContinued() throws Exception {
        try (Runs runs = open(data)) {
            String spec = spec(400).replace("\"weight\": 0.5", "\"config\": {\"failAt\": 9}");
            runs.start(new RunRequest(spec, null, null, null, false));
            RunView failed = finish(runs, "toy-7");
            assertEquals(RunState.FAILED, failed.state());
            assertEquals("critics.one", failed.problem().path());
            assertTrue(
                    failed.problem().message().contains("as the test has asked for"),
                    failed.problem().message());
            assertEquals(
                    7,
                    RunFolder.of(data, "toy-7")
                            .snapshots()
                            .newest()
                            .snapshot()
                            .orElseThrow()
                            .update());
        }
    }

    @Test
    void aPluginThatLeavesParksTheRunAndItGoesOnUnchanged() throws Exception {
        Catalog catalog = ToyPlugins.catalog();
        Semaphore gate = new Semaphore(5);
        catalog.add(Kind.LEARNER, "toy-learner", new Version(1, 0, 1), "gated", new ToyPlugins.ToyLearners(gate));
        Plugin critic = catalog.resolve(Kind.CRITIC, "toy-critic", "test");
        try (Runs runs = open(data, catalog)) {
            runs.start(request(400));
            Run run = runs.live("toy-7");
            Gates.drained(gate);
            Gates.between(run, gate, () -> {
                catalog.remove(critic);
                return null;
            });
            assertEquals(RunState.WAITING_FOR_PLUGIN, run.state());
            assertTrue(
                    run.problem().message().contains("toy-critic@1.0.0"),
                    run.problem().message());
            gate.release(1000);
            ToyPlugins.add(catalog, Kind.CRITIC, "toy-critic", new ToyPlugins.ToyCritics());
            assertEquals(uninterrupted(400), finish(runs, "toy-7").parameterHash());
        }
    }

    @Test
    void pauseRestsAndResumeGoesOn() throws Exception {
        Semaphore gate = new Semaphore(4);
        try (Runs runs = open(data, gated(gate))) {
            runs.start(request(400));
            Run run = runs.live("toy-7");
            Gates.drained(gate);
            Gates.between(run, gate, () -> {
                run.pause();
                return null;
            });
            long steps = run.progress().steps();
            gate.release(1000);
            assertEquals(RunState.PAUSED, run.state());
            run.snapshot();
            assertEquals(steps, run.progress().steps());
            run.resume();
            assertEquals(uninterrupted(400), finish(runs, "toy-7").parameterHash());
        }
    }

    @Test
    void anotherSpecUnderTheSameIdIsRefused() throws Exception {
        try (Runs runs = open(data)) {
            runs.start(request(400));
            finish(runs, "toy-7");
            String other = spec(400).replace("\"weight\": 0.5", "\"weight\": 0.6");
            PolycriticException refused = assertThrows(
                    PolycriticException.class, () -> runs.start(new RunRequest(other, null, null, null, false)));
            assertEquals(ErrorCode.CONFLICT, refused.code());
            assertEquals("critics", refused.path());
            runs.start(new RunRequest(other, null, null, null, true));
            assertNotEquals(uninterrupted(400), finish(runs, "toy-7").parameterHash());
            try (Stream<Path> archived = Files.list(data.resolve("archive"))) {
                assertEquals(1, archived.count());
            }
        }
    }

    @Test
    void twoProcessesCannotTrainInOneFolder() throws Exception {
        try (Runs first = open(data);
                Runs second = open(data)) {
            first.start(request(400));
            PolycriticException refused = assertThrows(
                    PolycriticException.class,
                    () -> second.start(new RunRequest(spec(400), "other", null, null, false)));
            assertTrue(refused.getMessage().contains("another process"), refused.getMessage());
            finish(first, "toy-7");
            assertFalse(second.find("other").isPresent());
        }
    }
}
