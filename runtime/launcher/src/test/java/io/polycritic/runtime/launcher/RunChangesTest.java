package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands that change live runs, against a server that answers what it is told. */
class RunChangesTest {
    private static final String SWAPS = "POST /runs/r/swaps";

    @RegisterExtension
    final Shell shell = new Shell("run");

    private final RunView live = new FakeRuns().start(new RunRequest("forever", "r", null, null, false));
    private FakeServer server;

    @BeforeEach
    void serve() throws IOException {
        server = shell.serve().on("GET /runs/r", live);
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
        assertEquals(0, shell.run(command), shell.complaint());
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
                shell.text().lines().toList());
    }

    @Test
    void aRejectedTicketHasItsProblemsExitCode() throws IOException {
        server.on(SWAPS, ticket("warm", TicketState.REJECTED, new Problem("USER", "plugin", "is unknown")));
        assertEquals(2, shell.run("swap", "r", "critics.task", "--with", "x", "--json"));
        assertEquals("REJECTED", shell.document().get("state").asText());
        server.on(SWAPS, ticket("warm", TicketState.REJECTED, new Problem("PLUGIN", "critics.task", "threw")));
        assertEquals(1, shell.run("swap", "r", "critics.task", "--remove", "--wait"));
        assertEquals("Ticket 3: critics.task of r, v@1 to value@2, warm, is REJECTED: threw", shell.text());
    }

    @Test
    void waitsForTheVerdict() throws IOException {
        Ticket begun = ticket("warm", TicketState.PROBATION, null);
        server.on(SWAPS, begun)
                .on("GET /runs/r/swaps", List.of(begun), List.of(begun.decided(TicketState.COMMITTED, 130, null)));
        assertEquals(
                0, shell.run("swap", "r", "critics.task", "--with", "value", "--wait", "--json"), shell.complaint());
        assertEquals("COMMITTED", shell.document().get("state").asText());
        assertTrue(shell.complaint().contains("Under probation until update 130"), shell.complaint());
        Problem why = new Problem("GUARD", "critics.task", "the guard tripped: mean('x/loss', 5) > 1");
        server.on("GET /runs/r/swaps", List.of(begun.decided(TicketState.ROLLED_BACK, 110, why)));
        assertEquals(1, shell.run("swap", "r", "critics.task", "--with", "value", "--wait"));
        assertTrue(shell.text().contains("is ROLLED_BACK: the guard tripped"), shell.text());
    }

    @Test
    void doesNotWaitForARunThatHasEnded() throws IOException {
        Ticket begun = ticket("warm", TicketState.PROBATION, null);
        FakeRuns runs = new FakeRuns();
        runs.start(new RunRequest("short", "r", null, null, false));
        server.on(SWAPS, begun).on("GET /runs/r/swaps", List.of(begun)).on("GET /runs/r", runs.stop("r"));
        assertEquals(1, shell.run("swap", "r", "critics.task", "--with", "value", "--wait"));
        assertTrue(shell.text().contains("is PROBATION"), shell.text());
    }

    @Test
    void showsWhatASwapWouldDo() throws IOException {
        StateTransfer moved = new StateTransfer(List.of("net.0"), List.of("net.1"), List.of("head"), List.of());
        server.on("POST /runs/r/preview", new SwapPreview(true, null, List.of("warm", "cold"), moved));
        assertEquals(0, shell.run("swap", "r", "critics.task", "--with", "value", "--preview"), shell.complaint());
        assertEquals(
                List.of(
                        "It fits; tried on a copy of the run",
                        "Modes: warm, cold",
                        "Carried: net.0",
                        "Reshaped: net.1",
                        "Begun anew: head"),
                shell.text().lines().toList());
        Problem why = new Problem("USER", "critics.task", "needs the field 'x'");
        server.on("POST /runs/r/preview", new SwapPreview(false, why, List.of(), StateTransfer.NONE));
        assertEquals(2, shell.run("swap", "r", "critics.task", "--with", "value", "--preview", "--json"));
        assertEquals(
                "needs the field 'x'", shell.document().at("/problem/message").asText());
    }

    @Test
    void setsOneSetting() throws IOException {
        TicketChange how = new TicketChange("set", 0, "weight", 2, List.of(), 0, "user");
        Ticket ticket = new Ticket(
                4, "r", "critics.task", "v@1", "v@1", how, TicketState.COMMITTED, 7, 7, 0, StateTransfer.NONE, null);
        server.on("POST /runs/r/settings", ticket);
        assertEquals(0, shell.run("set", "r", "critics.task", "weight=2", "--guard", "return-drop"), shell.complaint());
        assertEquals(
                List.of("POST /runs/r/settings {\"slot\":\"critics.task\",\"setting\":\"weight\",\"value\":2,"
                        + "\"guards\":[\"return-drop\"],\"probation\":null,\"trial\":null}"),
                server.changes());
        assertTrue(shell.text().startsWith("Ticket 4: critics.task of r, weight=2, is COMMITTED"), shell.text());
        assertEquals(2, shell.run("set", "r", "critics.task", "weight"));
        assertEquals("polycritic: key=value: 'weight' is not allowed; key=value, such as weight=2", shell.complaint());
    }

    @Test
    void rollsBackAndCommits() throws IOException {
        Ticket begun = ticket("warm", TicketState.PROBATION, null);
        Problem why = new Problem("USER", "", "rolled back on request");
        server.on("POST /runs/r/swaps/3/rollback", begun.decided(TicketState.ROLLED_BACK, 110, why))
                .on("POST /runs/r/swaps/3/commit", begun.decided(TicketState.COMMITTED, 110, null));
        assertEquals(0, shell.run("rollback", "r", "3"), shell.complaint());
        assertTrue(shell.text().contains("is ROLLED_BACK: rolled back on request"), shell.text());
        assertEquals(0, shell.run("commit", "r", "3", "--json"), shell.complaint());
        assertEquals("COMMITTED", shell.document().get("state").asText());
        assertEquals(2, shell.run("commit", "r", "first"));
        assertEquals(2, shell.run("rollback", "r", "9"));
    }

    @Test
    void listsTicketsAndGuards() throws IOException {
        server.on("GET /runs/r/swaps", List.of(ticket("blend", TicketState.COMMITTED, null)))
                .on("GET /plugins", List.of())
                .on(
                        "GET /runs/r/guards?slot=critics.task",
                        List.of(new GuardView("silence", "A part that fell silent", "No loss.", "")));
        try (DataFolder serving = DataFolder.open(shell.data())) {
            assertTrue(serving.lock());
            assertEquals(0, shell.run("tickets", "r"), shell.complaint());
        }
        assertTrue(
                shell.text()
                        .lines()
                        .anyMatch(
                                line -> line.matches("3 +critics.task +v@1 to value@2, blend +user +COMMITTED +100.*")),
                shell.text());
        assertEquals(0, shell.run("guards", "r", "critics.task"), shell.complaint());
        assertTrue(shell.text().lines().anyMatch(line -> line.matches("silence +no +No loss\\.")), shell.text());
        assertEquals(0, shell.run("guards", "r", "critics.task", "--json"), shell.complaint());
        assertEquals("silence", shell.document().at("/guards/0/id").asText());
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
        assertEquals(0, shell.run(with), shell.complaint());
        assertEquals(
                0,
                shell.run("fork", "r", "--update", "9", "--set", "critics.task", "weight=2", "--json"),
                shell.complaint());
        assertEquals("r", shell.document().get("run").asText());
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
        assertEquals(2, shell.run("fork", "r", "--with", "value"));
        assertTrue(shell.complaint().startsWith("polycritic: --slot: is missing"), shell.complaint());
        assertEquals(2, shell.run("fork", "r", "--slot", "critics.task"));
        assertTrue(shell.complaint().startsWith("polycritic: --with: is missing"), shell.complaint());
        assertEquals(2, shell.run("fork", "r", "--slot", "s", "--with", "value", "--set", "s", "weight=1"));
        assertEquals(2, shell.run("swap", "r", "s", "--with", "value", "--span", "5"));
        assertEquals(
                "polycritic: --span: is for the modes in which two parts share the slot: shadow, distill, blend",
                shell.complaint());
        server.close();
        assertEquals(1, shell.run("fork", "r"));
        assertTrue(shell.complaint().contains("start 'polycritic serve', then fork again"), shell.complaint());
    }

    @Test
    void replaysInTheServingProcess() throws IOException {
        Replay begun = new Replay("r", RunState.RUNNING, 5, 100, 2, "abc", "", false, null);
        server.on("POST /runs/r/replay", begun)
                .on("GET /plugins", List.of())
                .on("GET /runs/r/replay", begun, new Replay("r", RunState.DONE, 100, 100, 2, "abc", "abc", true, null));
        try (DataFolder serving = DataFolder.open(shell.data())) {
            assertTrue(serving.lock());
            assertEquals(0, shell.run("replay", "r"), shell.complaint());
            assertEquals("r, 100 updates with 2 changes: the same parameters, abc", shell.text());
            server.on("GET /runs/r/replay", new Replay("r", RunState.DONE, 100, 100, 2, "abc", "xyz", false, null));
            assertEquals(1, shell.run("replay", "r"));
            assertTrue(shell.text().endsWith("not the same; the snapshot has abc, the replay xyz"), shell.text());
            Problem why = new Problem("PLUGIN", "critics.task", "threw");
            server.on("GET /runs/r/replay", new Replay("r", RunState.FAILED, 7, 100, 2, "abc", "", false, why));
            assertEquals(1, shell.run("replay", "r", "--json"));
            assertEquals("threw", shell.document().at("/problem/message").asText());
        }
    }
}
