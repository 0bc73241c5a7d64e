package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import io.polycritic.store.Journal;
import io.polycritic.store.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** Runs that outlive their process. */
class ContinuityTest {
    private static final String EVALUATED = ToyRun.SPEC.replace(
            "\"critics\"", "\"evaluators\": {\"eye\": {\"plugin\": \"toy-evaluator\"}}, \"critics\"");

    @TempDir
    Path data;

    /** Makes learners when it is allowed to. */
    private record Slow(LearnerFactory<ToyPlugins.NoConfig> learners, CountDownLatch begins, CountDownLatch goesOn)
            implements LearnerFactory<ToyPlugins.NoConfig> {
        @Override
        public Class<ToyPlugins.NoConfig> configType() {
            return learners.configType();
        }

        @Override
        public Class<? extends Learner> partType() {
            return learners.partType();
        }

        @Override
        public String description() {
            return learners.description();
        }

        @Override
        public Learner create(ToyPlugins.NoConfig config, PartContext context) {
            begins.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return learners.create(config, context);
        }
    }

    /** The next process; its learner has permits for all updates that there can be, and evaluators do not wait. */
    private static Runs next(Path of) {
        Catalog catalog = ToyPlugins.catalog();
        ToyPlugins.ToyEvaluators evaluators = new ToyPlugins.ToyEvaluators(() -> {});
        catalog.add(Kind.EVALUATOR, "toy-evaluator", new Version(1, 0, 1), "quick", evaluators);
        ToyPlugins.ToyLearners learners = new ToyPlugins.ToyLearners(new Semaphore(100_000));
        catalog.add(Kind.LEARNER, "toy-learner", new Version(1, 0, 1), "gated", learners);
        return new Runs(of, new Services(catalog, null, null));
    }

    private static String ended(Runs runs) throws InterruptedException {
        Optional<Run> live = runs.find("toy-7");
        assertTrue(live.isEmpty() || live.get().await(30));
        assertEquals(RunState.DONE, runs.view("toy-7").state());
        return runs.view("toy-7").parameterHash();
    }

    /** Drains while the learner stands in an update, which then ends. */
    private static List<RunView> drain(ToyRun toy) {
        CompletableFuture<List<RunView>> drained =
                CompletableFuture.supplyAsync(() -> toy.runs.continuity().drain(30));
        while (toy.run.waiting() == 0) {
            Thread.onSpinWait();
        }
        toy.gate.release();
        return drained.join();
    }

    /** A run that was left after some updates. */
    private void leaveAfter(int updates) throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(updates);
            drain(toy);
        }
    }

    @Test
    void aDrainedRunGoesOnInTheNextProcessAndEndsAsIfNothingHadBeen() throws Exception {
        String whole = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(10);
            List<RunView> left = drain(toy);
            assertEquals(RunState.STOPPED, left.get(0).state());
            assertEquals(11, left.get(0).updates());
            assertEquals(RunState.STOPPED, toy.runs.view("toy-7").state());
        }
        assertEquals(
                "server",
                Journal.read(RunFolder.of(data, "toy-7").journal()).stream()
                        .filter(entry -> entry.type().equals("stopped"))
                        .findFirst()
                        .orElseThrow()
                        .data()
                        .get("by"));
        try (Runs runs = next(data)) {
            assertEquals(List.of("toy-7"), runs.interrupted());
            List<RunView> resumed = runs.continuity().resume();
            assertEquals(RunState.RUNNING, resumed.get(0).state());
            assertEquals(11, resumed.get(0).updates());
            assertEquals(whole, ended(runs));
            assertEquals(List.of(), runs.interrupted());
        }
    }

    @Test
    void aRunFromBeforeASettingWasThereGoesOnWithItsDefault() throws Exception {
        String whole = ToyRun.uninterrupted(data, ToyRun.SPEC);
        leaveAfter(8);
        RunFolder folder = RunFolder.of(data, "toy-7");
        String old = folder.readSpec().replaceAll("\"failAt\" : 0,\\s*", "");
        assertFalse(old.contains("failAt"));
        folder.writeSpec(old);
        try (Runs runs = next(data)) {
            runs.start(new RunRequest(ToyRun.SPEC, null, null, null, false));
            assertEquals(whole, ended(runs));
        }
    }

    @Test
    void aKilledRunGoesOnToo() throws Exception {
        String whole = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(17);
            Path copy = data.resolve("copy");
            Folders.copy(data.resolve("runs"), copy.resolve("runs"));
            try (Runs runs = next(copy)) {
                assertEquals(1, runs.continuity().resume().size());
                assertEquals(whole, ended(runs));
            }
        }
    }

    @Test
    void aPausedRunComesBackPaused() throws Exception {
        String whole = ToyRun.uninterrupted(data, ToyRun.SPEC);
        Path killed = data.resolve("killed");
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(3);
            toy.ask(run -> {
                run.pause();
                return null;
            });
            Folders.copy(data.resolve("runs"), killed.resolve("runs"));
            toy.runs.continuity().drain(30);
        }
        for (Path left : List.of(data, killed)) {
            try (Runs runs = next(left)) {
                assertEquals(List.of("toy-7"), runs.interrupted());
                RunView back = runs.continuity().resume().get(0);
                assertEquals(RunState.PAUSED, back.state());
                long updates = back.updates();
                runs.continuity().drain(30);
                assertEquals(updates, runs.view("toy-7").updates(), "it made no update");
            }
            try (Runs runs = next(left)) {
                assertEquals(RunState.PAUSED, runs.continuity().resume().get(0).state(), "also after two restarts");
                runs.live("toy-7").resume();
                assertEquals(whole, ended(runs));
            }
        }
    }

    @Test
    void whoStartsAPausedRunLetsItGoOn() throws Exception {
        Path killed = data.resolve("killed");
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(3);
            toy.ask(run -> {
                run.pause();
                return null;
            });
            Folders.copy(data.resolve("runs"), killed.resolve("runs"));
        }
        try (Runs runs = next(killed)) {
            RunView begun = runs.start(new RunRequest(null, "toy-7", null, null, false));
            assertEquals(RunState.RUNNING, begun.state());
            ended(runs);
            List<String> types =
                    runs.journal("toy-7").stream().map(Journal.Entry::type).toList();
            assertEquals(List.of("continued", "resumed", "done"), types.subList(types.size() - 3, types.size()));
        }
    }

    @Test
    void whatSomebodyStoppedRests() throws Exception {
        Path other = data.resolve("other");
        try (ToyRun toy = ToyRun.begin(other, ToyRun.SPEC)) {
            toy.updates(3);
            toy.run.stop();
            // A person was first, so that the end of the process changes nothing.
            toy.run.leave();
            toy.gate.release(2);
            assertTrue(toy.run.await(30));
        }
        try (Runs runs = next(other)) {
            assertEquals(List.of(), runs.interrupted());
        }
    }

    @Test
    void newWorkIsRefused() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            drain(toy);
            assertTrue(toy.runs.continuity().isDraining());
            PolycriticException refused = assertThrows(
                    PolycriticException.class, () -> toy.runs.continuity().check());
            assertEquals(ErrorCode.RESOURCE, refused.code());
            assertEquals(List.of(), toy.runs.continuity().resume());
        }
    }

    /** A server is told to leave while it resumes a run: that begins, leaves like the others, and goes on later. */
    @Test
    void whatIsJustBeginningLeavesToo() throws Exception {
        String whole = ToyRun.uninterrupted(data, ToyRun.SPEC);
        leaveAfter(5);
        CountDownLatch begins = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        Catalog catalog = ToyPlugins.catalog();
        Semaphore gate = new Semaphore(0);
        LearnerFactory<ToyPlugins.NoConfig> learners = new Slow(new ToyPlugins.ToyLearners(gate), begins, goesOn);
        catalog.add(Kind.LEARNER, "toy-learner", new Version(1, 0, 1), "gated", learners);
        try (Runs runs = new Runs(data, new Services(catalog, null, null))) {
            CompletableFuture<List<RunView>> resumed =
                    CompletableFuture.supplyAsync(() -> runs.continuity().resume());
            begins.await();
            CompletableFuture<List<RunView>> drained =
                    CompletableFuture.supplyAsync(() -> runs.continuity().drain(30));
            while (!runs.continuity().isDraining()) {
                Thread.onSpinWait();
            }
            goesOn.countDown();
            assertEquals(1, resumed.join().size());
            while (!drained.isDone()) {
                // It may stand in its first update already.
                runs.find("toy-7").filter(run -> run.waiting() > 0).ifPresent(run -> gate.release());
                Thread.onSpinWait();
            }
            assertEquals(RunState.STOPPED, drained.join().get(0).state());
        }
        try (Runs runs = next(data)) {
            assertEquals(RunState.RUNNING, runs.continuity().resume().get(0).state());
            assertEquals(whole, ended(runs));
        }
    }

    /** What evaluators would have found at the end is not lost: the next process lets them measure. */
    @Test
    void aLastEvaluationThatLeavingCutsShortIsMadeInTheNextProcess() throws Exception {
        String whole = ToyRun.uninterrupted(data, EVALUATED);
        CountDownLatch hangs = new CountDownLatch(1);
        try (Runs runs = new Runs(data, new Services(hangingOnce(hangs), null, null))) {
            runs.start(new RunRequest(EVALUATED, null, null, null, false));
            hangs.await();
            RunView left = runs.continuity().drain(30).get(0);
            assertEquals(RunState.STOPPED, left.state());
            assertEquals(1000, left.steps());
        }
        try (Runs runs = next(data)) {
            assertEquals(List.of("toy-7"), runs.interrupted());
            runs.continuity().resume();
            assertEquals(whole, ended(runs));
            assertEquals(1000, runs.view("toy-7").metrics().get("evaluators.eye/steps"));
        }
    }

    /** A plugin that leaves is not held up by a last evaluation, which is made when the plugin is back. */
    @Test
    void aLastEvaluationGivesWayToAPluginThatLeaves() throws Exception {
        String whole = ToyRun.uninterrupted(data, EVALUATED);
        CountDownLatch hangs = new CountDownLatch(1);
        Catalog catalog = hangingOnce(hangs);
        Plugin critic = catalog.resolve(Kind.CRITIC, "toy-critic", "test");
        try (Runs runs = new Runs(data, new Services(catalog, null, null))) {
            runs.start(new RunRequest(EVALUATED, null, null, null, false));
            hangs.await();
            catalog.remove(critic);
            assertEquals(RunState.WAITING_FOR_PLUGIN, runs.live("toy-7").state());
            ToyPlugins.add(catalog, Kind.CRITIC, "toy-critic", new ToyPlugins.ToyCritics());
            assertEquals(whole, ended(runs));
            assertEquals(1000, runs.view("toy-7").metrics().get("evaluators.eye/steps"));
        }
    }

    /** Plugins of which the evaluator does not come back from its first evaluation. */
    private static Catalog hangingOnce(CountDownLatch hangs) {
        Catalog catalog = ToyPlugins.catalog();
        AtomicBoolean hung = new AtomicBoolean();
        ToyPlugins.ToyEvaluators evaluators = new ToyPlugins.ToyEvaluators(() -> {
            if (!hung.getAndSet(true)) {
                hangs.countDown();
                new Semaphore(0).acquireUninterruptibly();
            }
        });
        catalog.add(Kind.EVALUATOR, "toy-evaluator", new Version(1, 0, 1), "slow", evaluators);
        return catalog;
    }

    /** A run whose thread does not come back holds the others up no longer than was allowed, and is resumed. */
    @Test
    void theBoundHolds() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(8);
            List<RunView> left = toy.runs.continuity().drain(0.2);
            assertEquals(RunState.RUNNING, left.get(0).state());
            Path copy = data.resolve("copy");
            Folders.copy(data.resolve("runs"), copy.resolve("runs"));
            try (Runs runs = next(copy)) {
                assertEquals(7, runs.continuity().resume().get(0).updates());
                ended(runs);
            }
            toy.gate.release();
            assertTrue(toy.run.await(30));
        }
    }

    @Test
    void aRunThatCannotGoOnSaysWhyAndIsTriedAgain() throws Exception {
        leaveAfter(8);
        try (Runs runs = new Runs(data, new Services(Catalog.standalone(), null, null))) {
            RunView failed = runs.continuity().resume().get(0);
            assertEquals(RunState.FAILED, failed.state());
            assertTrue(failed.problem().message().contains("toy-"), failed.toString());
            assertEquals(RunState.FAILED, runs.view("toy-7").state());
        }
        try (Runs runs = next(data)) {
            assertEquals(List.of("toy-7"), runs.interrupted());
            RunRequest again = new RunRequest(null, "toy-7", null, null, false);
            assertEquals(RunState.RUNNING, runs.start(again).state());
        }
    }
}
