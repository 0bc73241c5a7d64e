package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.evaluation.FrozenCopies;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.Journal;
import io.polycritic.store.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specs that lead where runs have come, and copies that others look at. */
class RetellingTest {
    private static final Map<String, Object> OTHER = Map.of("rate", 0.25);

    @TempDir
    Path data;

    @Test
    void whatPeopleChangedIsScheduled() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.two", "toy-critic", OTHER, "warm", 2.0), "user"));
            toy.updates(5);
            toy.ask(run -> run.desk().set(Requests.set("critics.one", "weight", 3), "user"));
            toy.ask(run -> run.desk().swap(Requests.swap("critics.three", "toy-critic", OTHER, "cold", null), "user"));
            toy.updates(5);
            toy.ask(run -> run.desk().swap(Requests.shared("critics.two", Map.of(), "blend", 6, 0), "user"));
            toy.updates(12);
            toy.ask(run -> run.desk().set(Requests.set("critics.three", "weight", 9), "user"));
            toy.ask(run -> run.desk().rollBack(5));
            String expected = toy.finish();
            String told = toy.runs.spec("toy-7");
            assertEquals(4, RunSpecReader.read(told).automation().schedule().size());
            assertEquals(expected, ToyRun.uninterrupted(data, told));
            assertNotEquals(expected, ToyRun.uninterrupted(data, ToyRun.SPEC));
        }
    }

    @Test
    void aRunThatNobodyChangedHasTheSpecItWasBegunWith() throws Exception {
        String rules = ToyRun.SPEC.strip().replaceAll("}$", "")
                + """
                , "rules": [{"name": "careful", "when": "count('learner/w0') >= 17", "set":
                     {"slot": "critics.one", "setting": "weight", "value": 3}}],
                  "schedule": [{"at": {"updates": 30}, "swap":
                     {"slot": "critics.three", "plugin": "toy-critic", "probation": 0}}]}
                """;
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), rules)) {
            String hash = toy.finish();
            String told = toy.runs.spec("toy-7");
            assertEquals(RunFolder.of(data.resolve("a"), "toy-7").readSpec(), told);
            assertTrue(told.contains("toy-critic@"), "every plugin is pinned");
            assertEquals(hash, ToyRun.uninterrupted(data, told));
        }
    }

    /** What the run had decided before somebody interfered is history; what is still to come stays. */
    @Test
    void appointmentsToComeStayBehindWhatPeopleChanged() throws Exception {
        String schedule = ToyRun.SPEC.strip().replaceAll("}$", "")
                + """
                , "schedule": [
                   {"at": {"updates": 5}, "set": {"slot": "critics.one", "setting": "weight", "value": 3}},
                   {"at": {"updates": 40}, "set": {"slot": "critics.one", "setting": "weight", "value": 4}}]}
                """;
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), schedule)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.two", "toy-critic", OTHER, "warm", 2.0), "user"));
            String told = toy.runs.spec("toy-7");
            String expected = toy.finish();
            assertEquals(3, RunSpecReader.read(told).automation().schedule().size());
            assertEquals(expected, ToyRun.uninterrupted(data, told));
        }
    }

    @Test
    void whatASpecCannotSayIsRefused() {
        RunSpec spec = RunSpecReader.read(ToyRun.SPEC);
        Map<String, Object> problem = Map.of("code", "PLUGIN", "path", "critics.two", "message", "broken");
        Journal.Entry park = new Journal.Entry(
                1, "2026-01-01T00:00:00Z", 7, "park", Map.of("slot", "critics.two", "problem", problem));
        Retelling parked = new Retelling(spec, List.of(park));
        PolycriticException refused = assertThrows(PolycriticException.class, () -> parked.spec(Progress.NONE, 1000));
        assertEquals("critics.two", refused.path());
        assertTrue(refused.getMessage().contains("failed after update 7 and was parked"), refused.getMessage());
    }

    @Test
    void copiesAreOfTheNewestSnapshot() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            FrozenCopies copies = toy.runs.frozen();
            assertThrows(PolycriticException.class, () -> copies.read("toy-7", copy -> copy));
            String hash = toy.finish();
            FrozenCopies.Copy seen = copies.read("toy-7", copy -> {
                assertTrue(copy.subject().part("learner", Learner.class).isPresent());
                assertFalse(copy.subject().part("critics.none", Learner.class).isPresent());
                return copy;
            });
            assertEquals(hash, seen.parameterHash());
            assertEquals(50, seen.update());
            assertThrows(PolycriticException.class, () -> copies.read("other", copy -> copy));
        }
    }
}
