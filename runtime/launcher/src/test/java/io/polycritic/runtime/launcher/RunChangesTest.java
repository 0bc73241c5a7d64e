package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.GuardView;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change live runs, against a server that answers what it is told. */
class RunChangesTest {
    private static final String SWAPS = "POST /runs/r/swaps";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final RunView live = new FakeRuns().start(new RunRequest("forever", "r", null, null, false));
    private FakeServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        Logs.silence();
        new FakeInstallation(folder.resolve("home")).engine().done();
        System.setProperty("polycritic.home", folder.resolve("home").toString());
        server = new FakeServer(folder.resolve("data")).on("GET /runs/r", live);
    }

    @AfterEach
    void restore() throws IOException {
        server.close();
        System.clearProperty("polycritic.home");
        Logs.silence();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.add(0, "run");
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Main.run(all.toArray(String[]::new), terminal, new Signals(terminal, code -> {}));
    }

    private JsonNode document() throws IOException {
        return Json.MAPPER.readTree(out.toByteArray());
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    private static Ticket ticket(String mode, TicketState state, Problem problem) {
        StateTransfer moved = new StateTransfer(List.of("a", "b"), List.of("c"), List.of(), List.of("d"));
        TicketChange how = new TicketChange(
                mode, mode.equals("shadow") ? 20 : 0, "", null, List.of("mean('x/loss', 5) > 1"), 30, "user");
        long update = state == TicketState.REJECTED ? -1 : 100;
        return new Ticket(3, "r", "critics.task", "v@1", "value@2", how, state, update, -1, 1.25, moved, problem);
    }

    @Test
    void asksForASwapWithAllThatCanBeSaid() throws IOException {
        server.on(SWAPS, ticket("shadow", TicketState.APPLIED, null));
        String[] command = {
            "swap",
            "r",
            "critics.task",
            "--with",
            "value",
            "--config",
            "rate=0.1",
            "--mode",
            "shadow",
            "--span",
            "20",
            "--guard",
            "loss-spike",
            "--guard",
            "last('x/loss') > 2",
            "--probation",
            "30",
            "--no-trial",
            "--weight",
            "2"
        };
        assertEquals(0, run(command), complaint());
        assertEquals(
                List.of("POST /runs/r/swaps {\"slot\":\"critics.task\",\"plugin\":\"value\",\"config\":{\"rate\":0.1},"
                        + "\"mode\":\"shadow\",\"span\":20,\"weight\":2.0,"
                        + "\"guards\":[\"loss-spike\",\"last('x/loss') > 2\"],\"probation\":30,\"trial\":false}"),
                server.changes());
        assertEquals(
                List.of(
                        "Ticket 3: critics.task of r, v@1 to value@2, shadow, is APPLIED",
                        "Applied at update 100; the run stood still for 1.3 ms",
                        "State carried: 2, reshaped: 1, begun anew: 0, dropped: 1",
                        "Both parts share the slot until update 120",
                        "Under probation until update 150; rolled back by a fault",
                        "  or when mean('x/loss', 5) > 1"),
                text().lines().toList());
    }

    @Test
    void aRejectedTicketHasItsProblemsExitCode() throws IOException {
        server.on(SWAPS, ticket("warm", TicketState.REJECTED, new Problem("USER", "plugin", "is unknown")));
        assertEquals(2, run("swap", "r", "critics.task", "--with", "x", "--json"));
        assertEquals("REJECTED", document().get("state").asText());
        server.on(SWAPS, ticket("warm", TicketState.REJECTED, new Problem("PLUGIN", "critics.task", "threw")));
        assertEquals(1, run("swap", "r", "critics.task", "--remove", "--wait"));
        assertEquals("Ticket 3: critics.task of r, v@1 to value@2, warm, is REJECTED: threw", text());
    }

    @Test
    void waitsForTheVerdict() throws IOException {
        Ticket begun = ticket("warm", TicketState.PROBATION, null);
        server.on(SWAPS, begun)
                .on("GET /runs/r/swaps", List.of(begun), List.of(begun.decided(TicketState.COMMITTED, 130, null)));
        assertEquals(0, run("swap", "r", "critics.task", "--with", "value", "--wait", "--json"), complaint());
        assertEquals("COMMITTED", document().get("state").asText());
        assertTrue(complaint().contains("Under probation until update 130"), complaint());
        Problem why = new Problem("GUARD", "critics.task", "the guard tripped: mean('x/loss', 5) > 1");
        server.on("GET /runs/r/swaps", List.of(begun.decided(TicketState.ROLLED_BACK, 110, why)));
        assertEquals(1, run("swap", "r", "critics.task", "--with", "value", "--wait"));
        assertTrue(text().contains("is ROLLED_BACK: the guard tripped"), text());
    }

    @Test
    void doesNotWaitForARunThatHasEnded() throws IOException {
        Ticket begun = ticket("warm", TicketState.PROBATION, null);
        FakeRuns runs = new FakeRuns();
        runs.start(new RunRequest("short", "r", null, null, false));
        server.on(SWAPS, begun).on("GET /runs/r/swaps", List.of(begun)).on("GET /runs/r", runs.stop("r"));
        assertEquals(1, run("swap", "r", "critics.task", "--with", "value", "--wait"));
        assertTrue(text().contains("is PROBATION"), text());
    }

    @Test
    void showsWhatASwapWouldDo() throws IOException {
        StateTransfer moved = new StateTransfer(List.of("net.0"), List.of("net.1"), List.of("head"), List.of());
        server.on("POST /runs/r/preview", new SwapPreview(true, null, List.of("warm", "cold"), moved));
        assertEquals(0, run("swap", "r", "critics.task", "--with", "value", "--preview"), complaint());
        assertEquals(
                List.of(
                        "It fits; tried on a copy of the run",
                        "Modes: warm, cold",
                        "Carried: net.0",
                        "Reshaped: net.1",
                        "Begun anew: head"),
                text().lines().toList());
        Problem why = new Problem("USER", "critics.task", "needs the field 'x'");
        server.on("POST /runs/r/preview", new SwapPreview(false, why, List.of(), StateTransfer.NONE));
        assertEquals(2, run("swap", "r", "critics.task", "--with", "value", "--preview", "--json"));
        assertEquals("needs the field 'x'", document().at("/problem/message").asText());
    }

    @Test
    void setsOneSetting() throws IOException {
        TicketChange how = new TicketChange("set", 0, "weight", 2, List.of(), 0, "user");
        Ticket ticket = new Ticket(
                4, "r", "critics.task", "v@1", "v@1", how, TicketState.COMMITTED, 7, 7, 0, StateTransfer.NONE, null);
        server.on("POST /runs/r/settings", ticket);
        assertEquals(0, run("set", "r", "critics.task", "weight=2", "--guard", "return-drop"), complaint());
        assertEquals(
                List.of("POST /runs/r/settings {\"slot\":\"critics.task\",\"setting\":\"weight\",\"value\":2,"
                        + "\"guards\":[\"return-drop\"],\"probation\":null,\"trial\":null}"),
                server.changes());
        assertTrue(text().startsWith("Ticket 4: critics.task of r, weight=2, is COMMITTED"), text());
        assertEquals(2, run("set", "r", "critics.task", "weight"));
        assertEquals("polycritic: key=value: 'weight' is not allowed; key=value, such as weight=2", complaint());
    }

    @Test
    void rollsBackAndCommits() throws IOException {
        Ticket begun = ticket("warm", TicketState.PROBATION, null);
        Problem why = new Problem("USER", "", "rolled back on request");
        server.on("POST /runs/r/swaps/3/rollback", begun.decided(TicketState.ROLLED_BACK, 110, why))
                .on("POST /runs/r/swaps/3/commit", begun.decided(TicketState.COMMITTED, 110, null));
        assertEquals(0, run("rollback", "r", "3"), complaint());
        assertTrue(text().contains("is ROLLED_BACK: rolled back on request"), text());
        assertEquals(0, run("commit", "r", "3", "--json"), complaint());
        assertEquals("COMMITTED", document().get("state").asText());
        assertEquals(2, run("commit", "r", "first"));
        assertEquals(2, run("rollback", "r", "9"));
    }

    @Test
    void listsTicketsAndGuards() throws IOException {
        server.on("GET /runs/r/swaps", List.of(ticket("blend", TicketState.COMMITTED, null)))
                .on("GET /plugins", List.of())
                .on(
                        "GET /runs/r/guards?slot=critics.task",
                        List.of(new GuardView("silence", "A part that fell silent", "No loss.", "")));
        try (DataFolder serving = DataFolder.open(folder.resolve("data"))) {
            assertTrue(serving.lock());
            assertEquals(0, run("tickets", "r"), complaint());
        }
        assertTrue(
                text().lines()
                        .anyMatch(
                                line -> line.matches("3 +critics.task +v@1 to value@2, blend +user +COMMITTED +100.*")),
                text());
        assertEquals(0, run("guards", "r", "critics.task"), complaint());
        assertTrue(text().lines().anyMatch(line -> line.matches("silence +no +No loss\\.")), text());
        assertEquals(0, run("guards", "r", "critics.task", "--json"), complaint());
        assertEquals("silence", document().at("/guards/0/id").asText());
    }

    @Test
    void forks() throws IOException {
        server.on("POST /runs/r/forks", live);
        String[] with = {
            "fork",
            "r",
            "--at",
            "4",
            "--run",
            "other",
            "--slot",
            "critics.task",
            "--with",
            "value",
            "--mode",
            "cold",
            "--steps",
            "900"
        };
        assertEquals(0, run(with), complaint());
        assertEquals(0, run("fork", "r", "--update", "9", "--set", "critics.task", "weight=2", "--json"), complaint());
        assertEquals("r", document().get("run").asText());
        assertEquals(
                List.of(
                        "POST /runs/r/forks {\"run\":\"other\",\"entry\":4,\"update\":null,\"swap\":{\"slot\":"
                                + "\"critics.task\",\"plugin\":\"value\",\"config\":{},\"mode\":\"cold\",\"span\":null,"
                                + "\"weight\":null,\"guards\":null,\"probation\":null,\"trial\":null},\"setting\":null,"
                                + "\"steps\":900}",
                        "POST /runs/r/forks {\"run\":null,\"entry\":null,\"update\":9,\"swap\":null,\"setting\":"
                                + "{\"slot\":\"critics.task\",\"setting\":\"weight\",\"value\":2,\"guards\":null,"
                                + "\"probation\":null,\"trial\":null},\"steps\":null}"),
                server.changes());
    }

    @Test
    void refusesForksThatSayTooLittleOrTooMuch() throws IOException {
        assertEquals(2, run("fork", "r", "--with", "value"));
        assertTrue(complaint().startsWith("polycritic: --slot: is missing"), complaint());
        assertEquals(2, run("fork", "r", "--slot", "critics.task"));
        assertTrue(complaint().startsWith("polycritic: --with: is missing"), complaint());
        assertEquals(2, run("fork", "r", "--slot", "s", "--with", "value", "--set", "s", "weight=1"));
        assertEquals(2, run("swap", "r", "s", "--with", "value", "--span", "5"));
        assertEquals(
                "polycritic: --span: is for the modes in which two parts share the slot: shadow, distill, blend",
                complaint());
        server.close();
        assertEquals(1, run("fork", "r"));
        assertTrue(complaint().contains("start 'polycritic serve', then fork again"), complaint());
        server = new FakeServer(folder.resolve("data"));
    }

    @Test
    void replaysInTheServingProcess() throws IOException {
        Replay begun = new Replay("r", RunState.RUNNING, 5, 100, 2, "abc", "", false, null);
        server.on("POST /runs/r/replay", begun)
                .on("GET /plugins", List.of())
                .on("GET /runs/r/replay", begun, new Replay("r", RunState.DONE, 100, 100, 2, "abc", "abc", true, null));
        try (DataFolder serving = DataFolder.open(folder.resolve("data"))) {
            assertTrue(serving.lock());
            assertEquals(0, run("replay", "r"), complaint());
            assertEquals("r, 100 updates with 2 changes: the same parameters, abc", text());
            server.on("GET /runs/r/replay", new Replay("r", RunState.DONE, 100, 100, 2, "abc", "xyz", false, null));
            assertEquals(1, run("replay", "r"));
            assertTrue(text().endsWith("not the same; the snapshot has abc, the replay xyz"), text());
            Problem why = new Problem("PLUGIN", "critics.task", "threw");
            server.on("GET /runs/r/replay", new Replay("r", RunState.FAILED, 7, 100, 2, "abc", "", false, why));
            assertEquals(1, run("replay", "r", "--json"));
            assertEquals("threw", document().at("/problem/message").asText());
        }
    }
}
