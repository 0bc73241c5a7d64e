package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.StudyFigure;
import io.polycritic.api.control.StudyInterval;
import io.polycritic.api.control.StudyJob;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyState;
import io.polycritic.api.control.StudySummary;
import io.polycritic.api.control.StudyView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Studies that another process carries out, against a server that answers what it is told. */
class StudyCommandTest {
    private static final String JOBS = "GET /study-jobs";
    private static final String JOB = "GET /studies/slim/job?quick=true";
    private static final String BEGUN = "POST /studies/slim {\"quick\":true,\"seeds\":null,\"fresh\":false}";

    @RegisterExtension
    final Shell shell = new Shell("study").rewritable();

    private FakeServer server;
    private DataFolder held;

    @BeforeEach
    void serve() throws IOException {
        held = DataFolder.open(shell.data());
        assertTrue(held.lock());
        server = shell.serve()
                .on("GET /plugins", List.of())
                .on(JOBS, List.of())
                .on("POST /studies/slim", job(StudyState.WAITING, null));
    }

    @AfterEach
    void letGo() throws IOException {
        held.close();
    }

    private static StudyJob job(StudyState state, Problem problem) {
        StudyProgress progress = state == StudyState.WAITING ? null : new StudyProgress(1, 8, 0.25, "slim.sum.1");
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
        assertEquals(0, shell.run("slim", "--quick", "--json"), shell.complaint());
        assertEquals(List.of(BEGUN), server.changes());
        assertEquals("slim", shell.document().path("study").textValue());
        assertEquals(0.25, shell.document().at("/figures/0/iqm/low").doubleValue());
        assertTrue(shell.complaint().contains("serves this data folder; it does the work."), shell.complaint());
        server.on("GET /studies/slim?quick=true", report(false));
        assertEquals(1, shell.run("slim", "--quick"));
        assertEquals(
                List.of("Title", "a table", "1 of 1 bars reached"),
                shell.text().lines().toList());
    }

    @Test
    void drawsWhatTheServerHasMeasured() throws IOException {
        server.on(JOB, job(StudyState.DONE, null))
                .on("GET /studies/slim?quick=true", report(true))
                .on("GET /studies/slim/plots/intervals?quick=true&metric=coverage", (Object)
                        "<svg><circle/></svg>".getBytes(StandardCharsets.UTF_8));
        Path plots = shell.folder().resolve("plots");
        assertEquals(0, shell.run("slim", "--quick", "--report", "--plots", plots.toString()), shell.complaint());
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
        assertEquals(0, shell.run("slim", "--quick"), shell.complaint());
        assertTrue(shell.complaint().contains("slim  25 %  1 of 8 runs; slim.sum.1"), shell.complaint());
        assertEquals(List.of(), server.changes());
        assertEquals(0, shell.run("slim", "--quick", "--seeds", "2"), "another number of seeds is another wish");
        assertEquals(1, server.changes().size());
    }

    @Test
    void whatFailsOrIsCancelledThereFailsHere() throws IOException {
        Problem why = new Problem("USER", "worlds.data", "is not installed");
        server.on(JOB, job(StudyState.FAILED, why));
        assertEquals(2, shell.run("slim", "--quick"));
        assertTrue(shell.complaint().endsWith("polycritic: worlds.data: is not installed"), shell.complaint());
        server.on(JOB, job(StudyState.CANCELLED, null));
        assertEquals(1, shell.run("slim", "--quick"));
        assertTrue(shell.complaint().endsWith("polycritic: study: slim was cancelled"), shell.complaint());
    }

    @Test
    void whoLeavesLetsItGoOn() throws Exception {
        server.on(JOB, job(StudyState.RUNNING, null));
        Thread command = new Thread(() -> exit = shell.run("slim", "--quick"));
        command.start();
        while (server.changes().isEmpty()) {
            Thread.onSpinWait();
        }
        shell.signals().received(130);
        command.join();
        assertEquals(130, exit, shell.complaint());
        assertEquals(List.of(BEGUN), server.changes());
        assertTrue(
                shell.complaint().endsWith("; the same command watches it, with --cancel it takes it back."),
                shell.complaint());
    }

    private volatile int exit;

    @Test
    void itIsTakenBack() throws IOException {
        server.on("POST /studies/slim/cancel?quick=true", job(StudyState.CANCELLING, null));
        assertEquals(0, shell.run("slim", "--quick", "--cancel"), shell.complaint());
        assertEquals("slim is CANCELLING", shell.text());
        assertEquals(2, shell.run("--cancel"));
        assertEquals(2, shell.run("slim", "--cancel", "--report"));
    }

    @Test
    void listsAndCarriesOutAll() throws IOException {
        StudyView slim = new StudyView("slim", "SLIM", "", "Title", 2, 4, 1000, null, null, null);
        StudyView gone = new StudyView("gone", "GONE", "", "Title", 2, 4, 1000, null, null, null);
        StudyView own = new StudyView("own", "", "", "No system", 2, 4, 1000, null, null, null);
        server.on("GET /studies", List.of(gone, own, slim))
                .on(JOB, job(StudyState.DONE, null))
                .on("GET /studies/slim?quick=true", report(true));
        assertEquals(0, shell.run("--json"), shell.complaint());
        assertEquals("own", shell.document().at("/studies/1/name").textValue());
        assertEquals(1, shell.run("--all", "--quick", "--json"), "one of them cannot be begun");
        assertEquals("slim", shell.document().at("/studies/0/slug").textValue());
        assertEquals("NOT_FOUND", shell.document().at("/problems/0/code").textValue());
    }
}
