package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunState;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.RunFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What if: runs that share a history, and runs that are made again. */
class ForkTest {
    private static final Map<String, Object> OTHER = Map.of("rate", 0.25);

    @TempDir
    Path data;

    private static String finish(Runs runs, String run) throws InterruptedException {
        if (runs.find(run).isPresent()) {
            assertTrue(runs.live(run).await(30), "the run did not end in time");
        }
        assertEquals(
                RunState.DONE,
                runs.view(run).state(),
                String.valueOf(runs.view(run).problem()));
        return runs.view(run).parameterHash();
    }

    /** A fork in which nothing is different is the same run; one with another part is that run. */
    @Test
    void aForkIsTheRunThatWouldHaveBeen() throws Exception {
        String swapped;
        try (ToyRun toy = ToyRun.begin(data.resolve("b"), ToyRun.SPEC)) {
            toy.updates(29);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.two", "toy-critic", OTHER, "cold", 2.0), "user"));
            swapped = toy.finish();
        }
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().set(Requests.set("critics.two", "rate", 0.5), "user"));
            String expected = toy.finish();
            ForkRequest same = new ForkRequest(null, 2L, null, null, null, null);
            assertEquals("toy-7.fork-1", toy.runs.fork("toy-7", same).run());
            assertEquals(expected, finish(toy.runs, "toy-7.fork-1"));
            ForkRequest other = new ForkRequest(
                    "what-if", null, 30L, Requests.swap("critics.two", "toy-critic", OTHER, "cold", 2.0), null, null);
            toy.runs.fork("toy-7", other);
            assertEquals(swapped, finish(toy.runs, "what-if"));
            assertNotEquals(expected, swapped);
            assertEquals(
                    50,
                    toy.runs
                            .series("what-if")
                            .views(java.util.List.of("learner/w0"), 1000)
                            .get(0)
                            .values()
                            .length);
        }
    }

    @Test
    void forksThatCannotBeAreRefusedAndLeaveNothing() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().set(Requests.set("critics.two", "weight", 0.5), "user"));
            toy.updates(5);
            refused(toy, new ForkRequest("f", 99L, null, null, null, null), "has the entries 1 to");
            refused(toy, new ForkRequest("f", 2L, 3L, null, null, null), "allowed is 11");
            refused(toy, new ForkRequest("f", null, 10_000L, null, null, null), "as far as the run has come");
            refused(toy, new ForkRequest("toy-7", null, null, null, null, null), "is there already");
            refused(toy, new ForkRequest("F!", null, null, null, null, null), "allowed are small letters");
            refused(
                    toy,
                    new ForkRequest(
                            "f", null, null, Requests.swap("critics.two", "toy-critik", OTHER, null, null), null, null),
                    "did you mean 'toy-critic'");
            assertFalse(RunFolder.of(toy.data, "f").exists());
            toy.finish();
        }
    }

    private static void refused(ToyRun toy, ForkRequest request, String why) {
        PolycriticException refused = assertThrows(PolycriticException.class, () -> toy.runs.fork("toy-7", request));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    /** Spec, seed and journal make the same run again, whatever was rolled back in between. */
    @Test
    void aReplayGivesTheSameParameters() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(5);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.two", "toy-critic", OTHER, "warm", 2.0), "user"));
            toy.updates(3);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.three", "toy-critic", OTHER, null, 0.5), "user"));
            toy.updates(4);
            toy.ask(run -> run.desk()
                    .swap(
                            Requests.watched(
                                    "critics.one", "toy-critic", ToyRun.failing(20, ToyPlugins.Failure.THROW), 30),
                            "user"));
            toy.updates(20);
            toy.ask(run -> run.desk().set(Requests.set("critics.three", "rate", 0.125), "user"));
            toy.updates(3);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.three", "", Map.of(), null, null), "user"));
            String expected = toy.finish();
            Replay replay = toy.runs.replay("toy-7");
            assertEquals(50, replay.updates());
            while (replay.state() == RunState.RUNNING) {
                Thread.onSpinWait();
                replay = toy.runs.replayed("toy-7");
            }
            assertEquals(RunState.DONE, replay.state(), String.valueOf(replay.problem()));
            assertEquals(expected, replay.found());
            assertTrue(replay.same());
            assertEquals(4, replay.changes());
        }
    }
}
