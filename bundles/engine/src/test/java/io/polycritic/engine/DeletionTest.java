package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunUser;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SnapshotView;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import io.polycritic.store.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** Runs that are deleted, and the snapshots that are listed. */
class DeletionTest {
    private static final RunUser NOBODY = run -> Optional.empty();

    @TempDir
    Path data;

    private static PolycriticException refused(ErrorCode code, Runs runs, String run) {
        PolycriticException refused = assertThrows(PolycriticException.class, () -> runs.delete(run, NOBODY));
        assertEquals(code, refused.code());
        return refused;
    }

    @Test
    void onlyARunAtRestIsDeletedAndThenAllOfIt() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(8);
            assertEquals(
                    "run: 'toy-7' is RUNNING; stop it first",
                    refused(ErrorCode.CONFLICT, toy.runs, "toy-7").getMessage());
            refused(ErrorCode.NOT_FOUND, toy.runs, "toy-8");
            refused(ErrorCode.USER, toy.runs, "../runs");
            String hash = toy.finish();
            List<String> events = Collections.synchronizedList(new ArrayList<>());
            AutoCloseable listening = toy.runs.events().subscribe(event -> events.add(event.type()));
            try {
                PolycriticException needed = assertThrows(
                        PolycriticException.class,
                        () -> toy.runs.delete("toy-7", run -> Optional.of("the study slim")));
                assertEquals("run: 'toy-7' is needed by the study slim", needed.getMessage());
                RunView gone = toy.runs.delete("toy-7", NOBODY);
                assertEquals(RunState.DONE, gone.state());
                assertEquals(hash, gone.parameterHash());
                while (events.isEmpty()) {
                    Thread.onSpinWait();
                }
                assertEquals(List.of("deleted"), events);
            } finally {
                listening.close();
            }
            assertEquals(List.of(), toy.runs.views());
            refused(ErrorCode.NOT_FOUND, toy.runs, "toy-7");
            try (Stream<Path> left = Files.walk(data)) {
                assertEquals(
                        List.of(),
                        left.filter(file -> file.toString().contains("toy-7")).toList());
            }
        }
    }

    /** Its state says so before its parts and files are closed. */
    @Test
    void whatIsDoneCanBeDeletedAtOnce() throws Exception {
        Semaphore closing = new Semaphore(0);
        Catalog catalog = ToyPlugins.catalog();
        catalog.add(
                Kind.LEARNER, "toy-learner", new Version(1, 0, 1), "slow", new ToyPlugins.ToyLearners(null, closing));
        try (Runs runs = new Runs(data, new Services(catalog, null, null))) {
            runs.start(new RunRequest(ToyRun.SPEC, null, null, null, false));
            while (runs.view("toy-7").state() != RunState.DONE) {
                Thread.onSpinWait();
            }
            CompletableFuture<RunView> gone = new CompletableFuture<>();
            Thread deletes = new Thread(() -> gone.complete(runs.delete("toy-7", NOBODY)));
            deletes.start();
            while (deletes.getState() != Thread.State.TIMED_WAITING) {
                assertTrue(deletes.isAlive(), "the deletion did not wait");
            }
            closing.release(10);
            assertEquals(RunState.DONE, gone.get(30, TimeUnit.SECONDS).state());
            assertEquals(List.of(), runs.views());
        }
    }

    @Test
    void aForkDoesNotNeedWhatItComesFrom() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(8);
            toy.run.stop();
            toy.gate.release(2);
            assertTrue(toy.run.await(30));
            toy.gate.release(100_000);
            RunView fork = toy.runs.fork("toy-7", new ForkRequest(null, null, null, null, null, null));
            toy.runs.delete("toy-7", NOBODY);
            Run live = toy.runs.find(fork.run()).orElse(null);
            assertTrue(live == null || live.await(30));
            assertEquals(RunState.DONE, toy.runs.view(fork.run()).state());
            assertFalse(toy.runs.view(fork.run()).parameterHash().isEmpty());
        }
    }

    /** Whenever the process is killed, a run is there as a whole or not at all. */
    @Test
    void whatAKillLeavesIsNoRunAndGoesAtTheNextStart() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.finish();
        }
        Path half = Files.createDirectories(data.resolve("deleted/toy-7.1"));
        Files.move(RunFolder.of(data, "toy-7").path(), half.resolve("toy-7"));
        Files.delete(half.resolve("toy-7/summary.json"));
        try (Runs runs = new Runs(data, new Services(ToyPlugins.catalog(), null, null))) {
            assertEquals(List.of(), runs.views());
            while (Files.exists(data.resolve("deleted"))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void snapshotsAreListedWithWhyTheyAreKept() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(30);
            String hash = toy.finish();
            RunFolder folder = RunFolder.of(data, "toy-7");
            List<SnapshotView> all = RunsAtRest.snapshots(folder);
            assertEquals(2, all.size());
            assertEquals(hash, all.get(0).parameterHash());
            assertEquals(1000, all.get(0).steps());
            assertTrue(all.get(0).update() > all.get(1).update());
            assertTrue(all.stream().allMatch(each -> each.kept().equals(SnapshotView.RECENT)));
            Path newest = folder.snapshots().files().get(0);
            assertEquals(Files.size(newest), all.get(0).bytes());
            Files.copy(newest, newest.resolveSibling("000000000001.snapshot"));
            Files.writeString(newest, "nonsense");
            all = RunsAtRest.snapshots(folder);
            assertEquals("is no snapshot", all.get(0).problem().message());
            assertEquals(SnapshotView.ROLLBACK, all.get(2).kept());
        }
    }
}
