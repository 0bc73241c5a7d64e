package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** A swap to a broken part of an installed bundle leaves the run as it was, with the cause on the ticket. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BrokenPartIT {
    private static final long FOREVER = 1_000_000_000_000L;
    private static final String SLOT = "critics.distance";
    private static final String RUN = "broken";
    private static final int HANG_SECONDS = 3;
    private static final long PROBATION = 300;

    private final Platform platform = new Platform();
    private RunControl runs;
    private PluginControl plugins;

    @Configuration
    public Option[] configuration() throws Exception {
        LateBundle.build("1.0.0", "*");
        return Distribution.container();
    }

    @Before
    public void install() throws Exception {
        runs = platform.runs();
        plugins = platform.service(PluginControl.class);
        try (InputStream jar = Files.newInputStream(LateBundle.file("1.0.0"))) {
            plugins.install(jar);
        }
        start(RUN, FOREVER);
        Poll.until("there are snapshots", () -> runs.run(RUN).updates() > 50, () -> runs.run(RUN));
    }

    @After
    public void remove() {
        if (runs.run(RUN).state() == RunState.RUNNING) {
            runs.stop(RUN);
        }
        plugins.bundles().forEach(bundle -> plugins.remove(bundle.name(), bundle.version(), true));
    }

    private void start(String run, long steps) throws Exception {
        ObjectNode spec = Specs.recipe("example", steps, 20);
        Specs.remove(spec, "/evaluators");
        Specs.set(spec, "/faults/hangSeconds", HANG_SECONDS);
        runs.start(new RunRequest(spec.toString(), run, null, null, true));
    }

    private Ticket swap(String fault, boolean trial) {
        return runs.swap(
                RUN,
                new SwapRequest(
                        SLOT, "late-broken", Map.of("fault", fault), "warm", null, null, null, PROBATION, trial));
    }

    private Ticket ticket(long id) {
        return runs.tickets(RUN).stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** The ticket's cause; the state that it must have come to. */
    private void breaks(String fault, boolean trial, TicketState expected, String cause) throws InterruptedException {
        Ticket asked = swap(fault, trial);
        Poll.until(
                fault + " shows",
                () -> List.of(TicketState.REJECTED, TicketState.ROLLED_BACK, TicketState.COMMITTED)
                        .contains(ticket(asked.id()).state()),
                () -> ticket(asked.id()) + " of " + runs.run(RUN));
        Ticket ended = ticket(asked.id());
        assertEquals(ended.toString(), expected, ended.state());
        assertTrue(ended.toString(), ended.problem().message().contains(cause));
        Poll.until(fault + " is out of the slot", () -> inSlot().equals("example-baseline"), () -> runs.run(RUN));
        assertEquals(RunState.RUNNING, runs.run(RUN).state());
    }

    private String inSlot() {
        return runs.run(RUN).slots().stream()
                .filter(slot -> slot.path().equals(SLOT))
                .map(SlotView::plugin)
                .findFirst()
                .orElse("");
    }

    /** In the end the run is what it would be if nobody had ever asked for anything. */
    private void theRunNeverKnew() throws Exception {
        long update = runs.run(RUN).updates();
        Poll.until("ten more updates", () -> runs.run(RUN).updates() > update + 10, () -> runs.run(RUN));
        RunView left = runs.stop(RUN);
        assertEquals(left.toString(), RunState.STOPPED, left.state());
        start("whole", left.steps());
        assertEquals(runs.await("whole", 120).parameterHash(), left.parameterHash());
    }

    @Test
    public void whatATrialShowsIsRejected() throws Exception {
        breaks("create", true, TicketState.REJECTED, "broken when it is made");
        breaks("import", true, TicketState.REJECTED, "broken when it takes over state");
        breaks("first-step", true, TicketState.REJECTED, "broken in step 1");
        breaks("hang", true, TicketState.REJECTED, "did not come back within");
        breaks("nan", true, TicketState.REJECTED, "NaN");
        breaks("shape", true, TicketState.REJECTED, "advantages.distance");
        breaks("short", true, TicketState.REJECTED, "ArrayIndexOutOfBounds");
        breaks("thread", true, TicketState.REJECTED, "late-broken-leak");
        theRunNeverKnew();
    }

    @Test
    public void whatShowsLaterIsRolledBack() throws Exception {
        breaks("late-step", true, TicketState.ROLLED_BACK, "broken in step 100");
        breaks("late-nan", true, TicketState.ROLLED_BACK, "NaN");
        breaks("late-hang", true, TicketState.ROLLED_BACK, "did not come back within");
        theRunNeverKnew();
    }

    @Test
    public void withoutATrialTheRunItselfIsHitAndGoesBack() throws Exception {
        breaks("create", false, TicketState.REJECTED, "broken when it is made");
        breaks("import", false, TicketState.REJECTED, "broken when it takes over state");
        breaks("first-step", false, TicketState.ROLLED_BACK, "broken in step 1");
        breaks("short", false, TicketState.ROLLED_BACK, "ArrayIndexOutOfBounds");
        breaks("nan", false, TicketState.ROLLED_BACK, "NaN");
        breaks("hang", false, TicketState.ROLLED_BACK, "did not come back within");
        theRunNeverKnew();
    }
}
