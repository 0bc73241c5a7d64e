package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would break a run breaks a copy of it, and the run never notices. */
class RehearsalTest {
    private static final String SPEC =
            ToyRun.IMPATIENT.replace("\"budget\": {\"steps\": 1000}", "\"budget\": {\"steps\": 400000}");

    @TempDir
    Path data;

    private static SwapRequest tried(Map<String, Object> config, String mode) {
        return new SwapRequest("critics.two", "toy-critic", config, mode, null, null, null, 0L, null);
    }

    @Test
    void brokenPartsAreRejected() throws Exception {
        try (Runs runs = new Runs(data, new Services(ToyPlugins.catalog(), null, null))) {
            runs.start(new RunRequest(SPEC, null, null, null, false));
            Run run = runs.live("toy-7");
            run.pause();
            rejected(run, ToyRun.failing(1, ToyPlugins.Failure.THROW), "cold", "as the test has asked for");
            rejected(run, ToyRun.failing(1, ToyPlugins.Failure.NAN), "cold", "not a finite number");
            rejected(run, ToyRun.failing(1, ToyPlugins.Failure.HANG), "cold", "did not come back within 2 seconds");
            rejected(run, ToyRun.failing(1, ToyPlugins.Failure.LEAK_THREAD), "cold", "leaves the thread 'left-behind'");
            rejected(run, ToyRun.failing(0, ToyPlugins.Failure.THROW_AT_CREATE), "cold", "could not make a part");
            rejected(run, ToyRun.failing(0, ToyPlugins.Failure.THROW_AT_IMPORT), "warm", "as the test has asked for");
            SwapPreview wider = run.desk().preview(tried(Map.of("width", 5), "warm"));
            assertTrue(wider.fits(), String.valueOf(wider.problem()));
            assertEquals(List.of("value/v"), wider.transfer().reshaped());
            assertEquals(List.of("learned"), wider.transfer().carried());
            assertEquals(List.of("warm", "cold", "shadow", "blend"), wider.modes());
            SwapPreview broken = run.desk().preview(tried(ToyRun.failing(1, ToyPlugins.Failure.THROW), "cold"));
            assertFalse(broken.fits());
            assertEquals("critics.two", broken.problem().path());
            Ticket good = run.desk().swap(tried(Map.of("rate", 0.5), "cold"), "user");
            assertEquals(TicketState.COMMITTED, good.state(), String.valueOf(good.problem()));
            assertEquals(RunState.PAUSED, run.state());
        }
    }

    private static void rejected(Run run, Map<String, Object> config, String mode, String why) {
        Ticket ticket = run.desk().swap(tried(config, mode), "user");
        assertEquals(TicketState.REJECTED, ticket.state(), config.toString());
        assertTrue(ticket.problem().message().contains(why), ticket.problem().message());
    }
}
