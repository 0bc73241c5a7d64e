package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.StudyFigure;
import io.polycritic.api.control.StudyInterval;
import io.polycritic.api.control.StudyJob;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyState;
import io.polycritic.api.control.StudySummary;
import io.polycritic.api.control.StudyView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that another process carries out, against a server that answers what it is told. */
class StudyCommandTest {
    private static final String JOBS = "GET /study-jobs";
    private static final String JOB = "GET /studies/slim/job?quick=true";
    private static final String BEGUN = "POST /studies/slim {\"quick\":true,\"seeds\":null,\"fresh\":false}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            true);
    private final Signals signals = new Signals(terminal, code -> {});
    private FakeServer server;
    private DataFolder held;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        Logs.silence();
        new FakeInstallation(folder.resolve("home")).engine().done();
        System.setProperty("polycritic.home", folder.resolve("home").toString());
        held = DataFolder.open(folder.resolve("data"));
        assertTrue(held.lock());
        server = new FakeServer(folder.resolve("data"))
                .on("GET /plugins", List.of())
                .on(JOBS, List.of())
                .on("POST /studies/slim", job(StudyState.WAITING, null));
    }

    @AfterEach
    void restore() throws IOException {
        server.close();
        held.close();
        System.clearProperty("polycritic.home");
        Logs.silence();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.add(0, "study");
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Main.run(all.toArray(String[]::new), terminal, signals);
    }

    private JsonNode document() throws IOException {
        return Json.MAPPER.readTree(out.toByteArray());
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    private static StudyJob job(StudyState state, Problem problem) {
        StudyProgress progress = state == StudyState.WAITING ? null : new StudyProgress(250, 1000, "slim.sum.1");
        return new StudyJob("slim", true, null, false, state, progress, "", null, null, problem);
    }

    private static StudyReport report(boolean passed) {
        StudyInterval found = new StudyInterval(0.5, 0.25, 0.75);
        StudySummary summary =
                new StudySummary("slim", "coverage", "slim", "sum", 0.5, List.of(0.25, 0.75), "", passed, List.of());
        StudyFigure figure = new StudyFigure(
                "coverage", "higher", "", "slim", found, Double.NaN, null, null, List.of(0.5), List.of("slim.1"));
        return new StudyReport(
                "slim",
                "SLIM",
                "",
                "Title",
                true,
                "2026-01-02T03:04:05Z",
                2.5,
                1000,
                List.of(1L, 2L),
                List.of(""),
                "slim",
                List.of(),
                summary,
                "1 of 1 bars reached",
                "a table",
                List.of(figure),
                List.of(),
                List.of(),
                List.of(),
                List.of("slim.1"));
    }

    @Test
    void theServerCarriesItOut() throws IOException {
        server.on(JOB, job(StudyState.WAITING, null), job(StudyState.RUNNING, null), job(StudyState.DONE, null))
                .on("GET /studies/slim?quick=true", report(true));
        assertEquals(0, run("slim", "--quick", "--json"), complaint());
        assertEquals(List.of(BEGUN), server.changes());
        assertEquals("slim", document().path("study").textValue());
        assertEquals(0.25, document().at("/figures/0/iqm/low").doubleValue());
        assertTrue(complaint().contains("serves this data folder; it does the work."), complaint());
        server.on("GET /studies/slim?quick=true", report(false));
        assertEquals(1, run("slim", "--quick"));
        assertEquals(
                List.of("Title", "a table", "1 of 1 bars reached"),
                out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void drawsWhatTheServerHasMeasured() throws IOException {
        server.on(JOB, job(StudyState.DONE, null))
                .on("GET /studies/slim?quick=true", report(true))
                .on("GET /studies/slim/plots/intervals?quick=true&metric=coverage", (Object)
                        "<svg><circle/></svg>".getBytes(StandardCharsets.UTF_8));
        Path plots = folder.resolve("plots");
        assertEquals(0, run("slim", "--quick", "--report", "--plots", plots.toString()), complaint());
        String drawn = Files.readString(plots.resolve("slim-coverage.svg"));
        assertTrue(drawn.startsWith("<svg><style>") && drawn.endsWith("<circle/></svg>"), drawn);
        assertEquals(List.of(), server.changes());
    }

    @Test
    void whatGoesOnAlreadyIsWatched() throws IOException {
        StudyJob running = job(StudyState.RUNNING, null);
        server.on(JOBS, List.of(running))
                .on(JOB, running, running, running, running, job(StudyState.DONE, null))
                .on("GET /studies/slim?quick=true", report(true));
        assertEquals(0, run("slim", "--quick"), complaint());
        assertTrue(complaint().contains("slim  25 %  slim.sum.1"), complaint());
        assertEquals(List.of(), server.changes());
        assertEquals(0, run("slim", "--quick", "--seeds", "2"), "another number of seeds is another wish");
        assertEquals(1, server.changes().size());
    }

    @Test
    void whatFailsOrIsCancelledThereFailsHere() throws IOException {
        Problem why = new Problem("USER", "worlds.data", "is not installed");
        server.on(JOB, job(StudyState.FAILED, why));
        assertEquals(2, run("slim", "--quick"));
        assertTrue(complaint().endsWith("polycritic: worlds.data: is not installed"), complaint());
        server.on(JOB, job(StudyState.CANCELLED, null));
        assertEquals(1, run("slim", "--quick"));
        assertTrue(complaint().endsWith("polycritic: study: slim was cancelled"), complaint());
    }

    @Test
    void whoLeavesLetsItGoOn() throws Exception {
        server.on(JOB, job(StudyState.RUNNING, null));
        Thread command = new Thread(() -> exit = run("slim", "--quick"));
        command.start();
        while (server.changes().isEmpty()) {
            Thread.onSpinWait();
        }
        signals.received(130);
        command.join();
        assertEquals(130, exit, complaint());
        assertEquals(List.of(BEGUN), server.changes());
        assertTrue(complaint().endsWith("; the same command watches it, with --cancel it takes it back."), complaint());
    }

    private volatile int exit;

    @Test
    void itIsTakenBack() throws IOException {
        server.on("POST /studies/slim/cancel?quick=true", job(StudyState.CANCELLING, null));
        assertEquals(0, run("slim", "--quick", "--cancel"), complaint());
        assertEquals("slim is CANCELLING", out.toString(StandardCharsets.UTF_8).strip());
        assertEquals(2, run("--cancel"));
        assertEquals(2, run("slim", "--cancel", "--report"));
    }

    @Test
    void listsAndCarriesOutAll() throws IOException {
        StudyView slim = new StudyView("slim", "SLIM", "", "Title", 2, 4, 1000, null, null, null);
        StudyView gone = new StudyView("gone", "GONE", "", "Title", 2, 4, 1000, null, null, null);
        StudyView own = new StudyView("own", "", "", "No system", 2, 4, 1000, null, null, null);
        server.on("GET /studies", List.of(gone, own, slim))
                .on(JOB, job(StudyState.DONE, null))
                .on("GET /studies/slim?quick=true", report(true));
        assertEquals(0, run("--json"), complaint());
        assertEquals("own", document().at("/studies/1/name").textValue());
        assertEquals(1, run("--all", "--quick", "--json"), "one of them cannot be begun");
        assertEquals("slim", document().at("/studies/0/slug").textValue());
        assertEquals("NOT_FOUND", document().at("/problems/0/code").textValue());
    }
}
