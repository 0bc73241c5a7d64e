package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import io.polycritic.store.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** What a run changes by itself, in whole runs of 50 updates. */
class AutomationTest {
    private static final String PLAIN =
            """
            {"name": "toy", "seed": 7, "budget": {"steps": 1000},
             "environment": {"plugin": "toy-world"},
             "learner": {"plugin": "toy-learner"},
             "critics": {"one": {"plugin": "toy-critic", "weight": 0.5}, "two": {"plugin": "toy-critic"}},
             "snapshots": {"every": 7, "keep": 2}}
            """;

    private static final String RULES =
            """
            , "rules": [
               {"name": "careful", "when": "count('learner/w0') >= 17 && finite('critics.one/weight')", "for": 3,
                "set": {"slot": "critics.one", "setting": "weight", "value": 3}},
               {"name": "again", "when": "last('critics.two/loss') > mean('critics.two/loss', 4)", "for": 2,
                "cooldown": 9,
                "swap": {"slot": "critics.two", "plugin": "toy-critic", "config": {"rate": 0.25}, "probation": 2}}],
             "schedule": [
               {"at": {"updates": 30}, "swap": {"slot": "critics.three", "plugin": "toy-critic", "probation": 0}},
               {"at": {"steps": 690}, "set": {"slot": "critics.three", "setting": "weight", "value": 0.25}}]}
            """;

    private static final String AUTOMATIC = PLAIN.strip().replaceAll("}$", "") + RULES;

    @TempDir
    Path data;

    private static Runs open(Path data, Semaphore gate) {
        Catalog catalog = ToyPlugins.catalog();
        catalog.add(Kind.LEARNER, "toy-learner", new Version(1, 0, 1), "gated", new ToyPlugins.ToyLearners(gate));
        return new Runs(data, new Services(catalog, null, null));
    }

    private static RunView finish(Runs runs) throws InterruptedException {
        Run run = runs.find("toy-7").orElse(null);
        assertTrue(run == null || run.await(30), "the run did not end in time");
        return runs.view("toy-7");
    }

    private Path folder(String name) throws Exception {
        return Files.createTempDirectory(data, name);
    }

    /** A run to the end of its budget. */
    private static RunView whole(Path folder, String spec) throws InterruptedException {
        try (Runs runs = open(folder, null)) {
            runs.start(new RunRequest(spec, null, null, null, false));
            return finish(runs);
        }
    }

    private static RunView continued(Path folder) throws InterruptedException {
        try (Runs runs = open(folder, null)) {
            runs.start(new RunRequest(null, "toy-7", null, null, false));
            return finish(runs);
        }
    }

    /** Who did what, when and what became of it, as the journal on disk has it. */
    private static List<String> deeds(Path folder) {
        try (Runs runs = open(folder, null)) {
            return Tickets.of(runs.journal("toy-7")).stream()
                    .map(ticket -> ticket.change().by() + "@" + ticket.update() + " " + ticket.state())
                    .toList();
        }
    }

    @Test
    void rulesAndScheduleActAtTheUpdateThatTheyName() throws Exception {
        Path folder = folder("run");
        RunView done = whole(folder, AUTOMATIC);
        assertEquals(RunState.DONE, done.state());
        List<String> deeds = deeds(folder);
        assertEquals(
                List.of("rule careful@19 COMMITTED"),
                deeds.stream().filter(deed -> deed.startsWith("rule careful")).toList());
        assertEquals(
                List.of("schedule[0]@30 COMMITTED", "schedule[1]@35 COMMITTED"),
                deeds.stream().filter(deed -> deed.startsWith("schedule")).toList());
        List<Long> again = deeds.stream()
                .filter(deed -> deed.startsWith("rule again"))
                .map(deed -> Long.parseLong(deed.replaceAll(".*@([0-9]+) .*", "$1")))
                .toList();
        assertTrue(again.size() >= 2, deeds.toString());
        for (int i = 1; i < again.size(); i++) {
            assertTrue(again.get(i) - again.get(i - 1) >= 9, again.toString());
        }
        assertEquals(3.0, done.metrics().get("critics.one/weight"));
        assertEquals(0.25, done.metrics().get("critics.three/weight"));
        assertNotEquals(whole(folder("plain"), PLAIN).parameterHash(), done.parameterHash());
        assertEquals(whole(folder("twice"), AUTOMATIC).parameterHash(), done.parameterHash());
    }

    @Test
    void whatACrashLeavesDecidesTheSame() throws Exception {
        Path straight = folder("straight");
        String expected = whole(straight, AUTOMATIC).parameterHash();
        List<String> deeds = deeds(straight);
        Path running = folder("running");
        Semaphore gate = new Semaphore(0);
        try (Runs runs = open(running, gate)) {
            runs.start(new RunRequest(AUTOMATIC, null, null, null, false));
            for (int update = 1; update < 50; update++) {
                gate.release();
                Gates.drained(gate);
                if (update % 5 == 4 || update == 30) {
                    // What kill -9 would leave now: everything that is on disk, nothing else.
                    Path crashed = folder("crashed");
                    Folders.copy(running.resolve("runs"), crashed.resolve("runs"));
                    assertEquals(expected, continued(crashed).parameterHash(), "crash after update " + update);
                    assertEquals(deeds, deeds(crashed), "crash after update " + update);
                }
            }
            gate.release(1000);
            assertEquals(expected, finish(runs).parameterHash());
        }
    }

    @Test
    void theJournalAloneGivesTheSameRunAgain() throws Exception {
        Path folder = folder("run");
        String expected = whole(folder, AUTOMATIC).parameterHash();
        List<String> deeds = deeds(folder);
        for (Path snapshot : RunFolder.of(folder, "toy-7").snapshots().files()) {
            Files.delete(snapshot);
        }
        assertEquals(expected, continued(folder).parameterHash());
        assertEquals(deeds, deeds(folder));
    }

    @Test
    void aRepetitionMakesWhatWasDecidedAndDecidesNothing() throws Exception {
        Path folder = folder("run");
        String struck =
                """
                {"name": "rash", "when": "count('learner/w0') >= 10",
                 "swap": {"slot": "critics.one", "plugin": "toy-critic", "mode": "cold", "probation": 20,
                          "guards": ["count('learner/w0') >= 5"]}},
                {"name": "late", "when": "count('learner/w0') >= 33 && last('run/stepsPerSecond') > 0",
                 "set": {"slot": "critics.two", "setting": "rate", "value": 0.0625}}
                """;
        String expected = whole(folder, with(struck)).parameterHash();
        assertEquals(List.of("rule rash@10 ROLLED_BACK", "rule late@33 COMMITTED"), deeds(folder));
        try (Runs runs = open(folder, null)) {
            Replay replay = runs.replay("toy-7");
            while (replay.state() == RunState.RUNNING) {
                Thread.onSpinWait();
                replay = runs.replayed("toy-7");
            }
            assertEquals(RunState.DONE, replay.state(), String.valueOf(replay.problem()));
            assertEquals(expected, replay.found());
            assertEquals(1, replay.changes());
        }
    }

    private static String with(String rule) {
        return PLAIN.strip().replaceAll("}$", "") + ", \"rules\": [" + rule + "]}";
    }

    @Test
    void whatAGuardTakesBackIsAsIfItHadNeverBeenAndIsNotTriedAgain() throws Exception {
        Path folder = folder("run");
        RunView done = whole(
                folder,
                with(
                        """
                        {"name": "rash", "when": "count('learner/w0') >= 10",
                         "swap": {"slot": "critics.two", "plugin": "toy-critic", "mode": "cold", "probation": 20,
                                  "guards": ["count('learner/w0') >= 5"]}}
                        """));
        assertEquals(List.of("rule rash@10 ROLLED_BACK"), deeds(folder));
        assertEquals(whole(folder("plain"), PLAIN).parameterHash(), done.parameterHash());
    }

    @Test
    void whatCannotBeMadeIsRefusedOnceAndTheRunGoesOn() throws Exception {
        Path folder = folder("run");
        RunView done = whole(
                folder,
                with(
                        """
                        {"name": "broken", "when": "count('learner/w0') >= 10",
                         "swap": {"slot": "critics.two", "plugin": "toy-critic", "config": {"failure": "throw-at-create"}}},
                        {"name": "blind", "when": "count('learner/w0') >= 12",
                         "set": {"slot": "critics.two", "setting": "weight", "value": 2, "guards": ["return-drop"]}}
                        """));
        assertEquals(List.of("rule broken@-1 REJECTED", "rule blind@-1 REJECTED"), deeds(folder));
        try (Runs runs = open(folder, null)) {
            List<Ticket> tickets = Tickets.of(runs.journal("toy-7"));
            assertEquals(TicketState.REJECTED, tickets.get(1).state());
            assertTrue(
                    tickets.get(1).problem().message().contains("finds nothing to look at for critics.two"),
                    tickets.get(1).problem().message());
        }
        assertEquals(whole(folder("plain"), PLAIN).parameterHash(), done.parameterHash());
    }

    @Test
    void aSpecWhoseRulesCannotBeMeantIsRefusedBeforeAnythingIsThere() throws Exception {
        Path folder = folder("run");
        try (Runs runs = open(folder, null)) {
            PolycriticException refused = Assertions.assertThrows(
                    PolycriticException.class,
                    () -> runs.start(new RunRequest(
                            AUTOMATIC.replace("finite('critics.one/", "finite('critics.won/"),
                            null,
                            null,
                            null,
                            false)));
            assertEquals("rules[0].when", refused.path());
            assertTrue(refused.getMessage().contains("did you mean 'critics.one'?"), refused.getMessage());
        }
        assertTrue(Files.notExists(folder.resolve("runs").resolve("toy-7")));
    }
}
