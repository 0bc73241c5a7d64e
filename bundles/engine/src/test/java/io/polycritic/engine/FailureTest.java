package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.plugin.Kind;
import io.polycritic.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class FailureTest {
    private static final String SPEC =
            """
            {"name": "toy", "seed": 7, "budget": {"steps": 400},
             "environment": {"plugin": "toy-world"},
             "learner": {"plugin": "toy-learner"},
             "critics": {"one": {"plugin": "toy-critic", "config": {"failAt": 9}}}}
            """;

    @TempDir
    Path data;

    /** A full disk keeps the summary of the run that it made fail from being written. */
    @Test
    void aFailureIsKnownEvenIfItCannotBeWrittenDown() throws Exception {
        Semaphore gate = new Semaphore(5);
        Catalog catalog = ToyPlugins.catalog();
        catalog.add(Kind.LEARNER, "toy-learner", new Version(1, 0, 1), "gated", new ToyPlugins.ToyLearners(gate));
        try (Runs runs = new Runs(data, new Services(catalog, null, null))) {
            runs.start(new RunRequest(SPEC, null, null, null, false));
            Gates.drained(gate);
            Path summary = data.resolve("runs/toy-7/summary.json");
            Files.delete(summary);
            Files.createDirectories(summary.resolve("in-the-way"));
            Run run = runs.live("toy-7");
            gate.release(1000);
            assertTrue(run.await(30), "the run did not end in time");
            RunView failed = runs.view("toy-7");
            assertEquals(RunState.FAILED, failed.state());
            assertEquals("critics.one", failed.problem().path());
            assertEquals(RunState.FAILED, runs.views().get(0).state());
        }
    }

    /** An evaluator that does not come back holds up neither the run nor the other evaluators for long. */
    @Test
    void anEvaluatorThatHangsIsGivenUp() throws Exception {
        String spec = SPEC.replace(", \"config\": {\"failAt\": 9}", "")
                .replace(
                        "{\"name\"",
                        """
                {"evaluators": {"bad": {"plugin": "toy-evaluator", "every": 5, "config": {"hangs": true}},
                                "good": {"plugin": "toy-evaluator", "every": 20}},
                 "faults": {"hangSeconds": 1}, "name\"""");
        try (Runs runs = new Runs(data, new Services(ToyPlugins.catalog(), null, null))) {
            runs.start(new RunRequest(spec, null, null, null, false));
            assertTrue(runs.find("toy-7").isEmpty() || runs.live("toy-7").await(30), "the run did not end in time");
            RunView done = runs.view("toy-7");
            assertEquals(RunState.DONE, done.state());
            assertEquals(1, done.metrics().get("evaluators.bad/failed"));
        }
    }
}
