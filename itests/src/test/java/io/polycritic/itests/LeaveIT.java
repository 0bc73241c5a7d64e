package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

/** Bundles of plugins leave, come back and arrive while a run goes on. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LeaveIT {
    private static final long FOREVER = 1_000_000_000_000L;

    private final Platform platform = new Platform();
    private RunControl runs;

    @Configuration
    public Option[] configuration() throws Exception {
        LateBundle.build();
        return Distribution.container();
    }

    @Before
    public void findTheEngine() {
        runs = platform.runs();
    }

    private RunView start(ObjectNode spec, String run) {
        return runs.start(new RunRequest(spec.toString(), run, null, null, true));
    }

    private String uninterrupted(ObjectNode spec, String run) throws InterruptedException {
        start(spec, run);
        RunView done = runs.await(run, 120);
        assertEquals(done.toString(), RunState.DONE, done.state());
        return done.parameterHash();
    }

    @Test
    public void bundlesLeaveAndComeBackAndTheRunNeverKnew() throws Exception {
        try (Watch watch = new Watch(runs, "left")) {
            start(Specs.recipe("cart-pole", FOREVER, 20), "left");
            for (String name :
                    List.of("critics.value", "environments.control", "optimizers.gradient", "learners.actorcritic")) {
                Bundle bundle = platform.bundle("io.polycritic.plugins." + name);
                long before = runs.run("left").updates();
                watch.update(before + 2);
                bundle.stop();
                RunView waiting = runs.run("left");
                assertEquals(waiting.toString(), RunState.WAITING_FOR_PLUGIN, waiting.state());
                assertTrue(
                        waiting.problem().toString(),
                        waiting.problem().message().contains(bundle.getSymbolicName()));
                bundle.start();
                watch.state(RunState.RUNNING);
            }
            RunView left = runs.stop("left");
            assertEquals(left.toString(), RunState.STOPPED, left.state());
            ObjectNode asLong = Specs.recipe("cart-pole", left.steps(), 20);
            assertEquals(uninterrupted(asLong, "uninterrupted"), left.parameterHash());
        }
    }

    @Test
    public void aStopWaitsForTheSafePoint() throws Exception {
        Semaphore gate = new Semaphore(5);
        ServiceRegistration<Semaphore> registration = offer(gate);
        Bundle late = install();
        try {
            start(
                    Specs.set(Specs.recipe("example", FOREVER, 1000), "/critics/distance/plugin", "late-baseline"),
                    "gated");
            Poll.until("the sixth update waits for its permit", gate::hasQueuedThreads, () -> runs.run("gated"));
            Thread stopper = new Thread(() -> stop(late), "stopper");
            stopper.start();
            Poll.until(
                    "the stop waits for the run",
                    () -> waitsForEngine(stopper),
                    () -> List.of(stopper.getStackTrace()));
            assertEquals(RunState.RUNNING, runs.run("gated").state());
            assertEquals(Bundle.STOPPING, late.getState());
            assertEquals(5, runs.run("gated").updates());
            gate.release();
            stopper.join(TimeUnit.SECONDS.toMillis(60));
            assertEquals(Missing.state(late), Bundle.RESOLVED, late.getState());
            RunView waiting = runs.run("gated");
            assertEquals(waiting.toString(), RunState.WAITING_FOR_PLUGIN, waiting.state());
            assertEquals(6, waiting.updates());
            assertTrue(waiting.problem().toString(), waiting.problem().message().contains(LateBundle.NAME));
            gate.release(3);
            late.start();
            Poll.until("three more updates", () -> runs.run("gated").updates() == 9, () -> runs.run("gated"));
            gate.release(1_000_000);
            assertEquals(RunState.STOPPED, runs.stop("gated").state());
        } finally {
            gate.release(1_000_000);
            late.uninstall();
            registration.unregister();
        }
    }

    private ServiceRegistration<Semaphore> offer(Semaphore gate) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("polycritic.itests", "gate"));
        return platform.context().registerService(Semaphore.class, gate, properties);
    }

    private static boolean waitsForEngine(Thread stopper) {
        return stopper.getState() == Thread.State.TIMED_WAITING
                && List.of(stopper.getStackTrace()).stream()
                        .anyMatch(frame -> frame.getClassName().startsWith("io.polycritic.engine."));
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    private Bundle install() throws BundleException {
        Bundle bundle =
                platform.context().installBundle(LateBundle.file().toUri().toString());
        bundle.start();
        return bundle;
    }

    private List<String> candidates() {
        return runs.candidates("visited", "critics.distance").stream()
                .map(PluginView::id)
                .toList();
    }

    @Test
    public void aBundleThatArrivesCanBeSwappedIn() throws Exception {
        ObjectNode spec = Specs.recipe("example", FOREVER, 1000);
        try (Watch watch = new Watch(runs, "visited")) {
            start(spec, "visited");
            watch.update(3);
            assertTrue(candidates().toString(), candidates().contains("example-baseline"));
            assertFalse(candidates().toString(), candidates().contains("late-baseline"));
            Bundle late = install();
            try {
                Poll.until(
                        "late-baseline is a candidate", () -> candidates().contains("late-baseline"), this::candidates);
                assertEquals(RunState.RUNNING, runs.run("visited").state());
                swapInAndBack(watch);
                assertEquals(RunState.STOPPED, runs.stop("visited").state());
                assertJournal();
            } finally {
                late.uninstall();
            }
        }
    }

    private void swapInAndBack(Watch watch) throws InterruptedException {
        Ticket warm = swap("late-baseline", Map.of("discount", 0.8), "warm");
        assertEquals(List.of("mean"), warm.transfer().carried());
        assertEquals(List.of(), warm.transfer().initialised());
        assertEquals("example-baseline@0.1.0", warm.from());
        assertEquals("late-baseline@0.1.0", warm.to());
        watch.update(warm.update() + 3);
        RunView with = runs.run("visited");
        assertTrue(
                with.slots().toString(),
                with.slots().stream()
                        .anyMatch(slot -> slot.path().equals("critics.distance")
                                && slot.bundle().equals(LateBundle.NAME)
                                && slot.generation() == 1
                                && slot.config().get("discount").equals(0.8)));
        Ticket back = swap("example-baseline", Map.of(), "cold");
        assertEquals(List.of(), back.transfer().carried());
        assertEquals(List.of("mean"), back.transfer().dropped());
        Ticket again = swap("late-baseline", Map.of(), "cold");
        assertTrue(again.update() >= back.update());
        assertEquals(
                List.of(1L, 2L, 3L),
                runs.tickets("visited").stream().map(Ticket::id).toList());
    }

    private Ticket swap(String plugin, Map<String, Object> config, String mode) {
        Ticket ticket = runs.swap(
                "visited", new SwapRequest("critics.distance", plugin, config, mode, null, null, null, 0L, null));
        assertEquals(ticket.toString(), TicketState.COMMITTED, ticket.state());
        assertTrue(ticket.toString(), ticket.pauseMillis() < 1000);
        return ticket;
    }

    /** Each swap is in the journal before the record of its ticket. */
    private void assertJournal() {
        List<String> types = runs.journal("visited").stream()
                .map(JournalEntry::type)
                .filter(type -> type.equals("swap") || type.equals("ticket"))
                .toList();
        assertEquals(List.of("swap", "ticket", "swap", "ticket", "swap", "ticket"), types);
        assertNotEquals("", runs.run("visited").parameterHash());
    }

    @Test
    public void aPartThatCannotBeClosedHoldsNothingUp() throws Exception {
        Bundle late = install();
        try (Watch watch = new Watch(runs, "visited")) {
            start(Specs.recipe("example", FOREVER, 1000), "visited");
            watch.update(3);
            swap("late-baseline", Map.of("closes", false), "warm");
            Ticket back = swap("example-baseline", Map.of(), "warm");
            watch.update(back.update() + 3);
            swap("late-baseline", Map.of("closes", false), "warm");
            assertEquals(RunState.STOPPED, runs.stop("visited").state());
            runs.start(new RunRequest(null, "visited", null, null, false));
            assertEquals(RunState.STOPPED, runs.stop("visited").state());
        } finally {
            late.uninstall();
        }
    }
}
