package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.catalog.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** Higher versions of plugins arrive while a run uses lower ones. */
class UpgradesTest {
    private static final String RUN = "toy-7";
    private static final String HIGHER = "toy-critic@1.1.0";

    private final Catalog catalog = ToyPlugins.catalog();
    private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
    private final List<RunEvent> seen = new ArrayList<>();

    @TempDir
    Path data;

    private Runs runs;

    @BeforeEach
    void open() {
        runs = new Runs(data, new Services(catalog, null, null));
        AutoCloseable unused = runs.events().subscribe(events::add);
    }

    @AfterEach
    void close() {
        runs.close();
    }

    private void start(String upgrades) {
        String spec = ToyRun.SPEC
                .replace("\"steps\": 1000", "\"steps\": 1000000000000")
                .replace("\"every\": 7", "\"every\": 1000000")
                .replace("\"faults\"", upgrades + "\"faults\"");
        runs.start(new RunRequest(spec, null, null, null, false));
    }

    private void arrives(String id, int minor, String bundle, PartFactory<?, ?> factory) {
        Kind kind = id.equals("toy-world") ? Kind.ENVIRONMENT : Kind.CRITIC;
        catalog.add(kind, id, new Version(1, minor, 0), bundle, factory);
    }

    private void until(String what, Predicate<RunEvent> condition) throws InterruptedException {
        RunEvent event;
        do {
            event = events.poll(30, TimeUnit.SECONDS);
            assertTrue(event != null, "never: " + what + "; " + runs.tickets(RUN));
            seen.add(event);
        } while (!condition.test(event));
    }

    private void untilDecided(int tickets) throws InterruptedException {
        until(
                tickets + " tickets",
                event -> runs.tickets(RUN).stream()
                                .filter(ticket -> Set.of(TicketState.COMMITTED, TicketState.REJECTED)
                                        .contains(ticket.state()))
                                .count()
                        == tickets);
    }

    private String slots() {
        return runs.view(RUN).slots().stream()
                .filter(slot -> slot.path().startsWith("critics."))
                .map(slot -> slot.version() + slot.upgrade())
                .collect(Collectors.joining(" "));
    }

    @Test
    void autoSwapsEachSlotWarm() throws Exception {
        start("\"upgrades\": \"auto\", ");
        arrives("toy-critic", 1, "toys", new ToyPlugins.ToyCritics());
        untilDecided(2);
        assertEquals("1.1.0 1.1.0", slots());
        for (Ticket ticket : runs.tickets(RUN)) {
            assertEquals(TicketState.COMMITTED, ticket.state());
            assertEquals("upgrade", ticket.change().by());
            assertEquals("warm", ticket.change().mode());
            assertEquals("toy-critic@1.0.0", ticket.from());
            assertEquals(HIGHER, ticket.to());
            assertEquals(List.of(), ticket.transfer().initialised());
        }
    }

    @Test
    void aRunThatIsContinuedIsUpgradedToo() throws Exception {
        start("\"upgrades\": \"auto\", ");
        runs.find(RUN).orElseThrow().stop();
        assertTrue(runs.find(RUN).map(this::ended).orElse(true));
        arrives("toy-critic", 1, "toys", new ToyPlugins.ToyCritics());
        runs.start(new RunRequest(null, RUN, null, null, false));
        untilDecided(2);
        assertEquals("1.1.0 1.1.0", slots());
    }

    private boolean ended(Run run) {
        try {
            return run.await(30);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void offeredUnlessTheRunSaysOtherwise() throws Exception {
        start("");
        assertEquals("1.0.0 1.0.0", slots());
        arrives("toy-critic", 1, "toys", new ToyPlugins.ToyCritics());
        until("the offer", event -> event.type().equals("upgrade"));
        assertEquals("1.0.0" + HIGHER + " 1.0.0" + HIGHER, slots());
        assertEquals(List.of(), runs.tickets(RUN));
    }

    @Test
    void pinnedRunsHearNothing() throws Exception {
        start("\"upgrades\": \"pin\", ");
        arrives("toy-critic", 1, "toys", new ToyPlugins.ToyCritics());
        nothingHappened();
    }

    @Test
    void theSameIdOfAnotherBundleIsNoUpgradeNorIsALowerVersion() throws Exception {
        start("\"upgrades\": \"auto\", ");
        arrives("toy-critic", 1, "others", new ToyPlugins.ToyCritics());
        catalog.add(Kind.CRITIC, "toy-critic", new Version(0, 9, 0), "toys", new ToyPlugins.ToyCritics());
        nothingHappened();
    }

    /** Events come in order, so what was to be heard has been heard when the pause is. */
    private void nothingHappened() throws InterruptedException {
        runs.live(RUN).pause();
        until("the pause", event -> event.state() == io.polycritic.api.control.RunState.PAUSED);
        assertEquals(
                List.of(),
                seen.stream().filter(event -> event.type().equals("upgrade")).toList());
        assertEquals("1.0.0 1.0.0", slots());
        assertEquals(List.of(), runs.tickets(RUN));
    }

    /** What was refused once is left to people. */
    @Test
    void anUpgradeThatIsRefusedIsNotTriedAgain() throws Exception {
        start("\"upgrades\": \"auto\", ");
        arrives("toy-critic", 1, "toys", new Poorer());
        untilDecided(2);
        assertEquals("1.0.0" + HIGHER + " 1.0.0" + HIGHER, slots());
        arrives("toy-world", 1, "toys", new ToyPlugins.ToyWorlds());
        untilDecided(3);
        List<Ticket> tickets = runs.tickets(RUN);
        assertEquals(TicketState.REJECTED, tickets.get(0).state());
        assertTrue(
                tickets.get(0).problem().message().contains("is no setting"),
                tickets.get(0).toString());
        assertEquals(
                List.of("critics.one", "critics.two", "environment"),
                tickets.stream().map(Ticket::slot).sorted().toList());
        assertEquals(
                "1.1.0",
                runs.view(RUN).slots().stream()
                        .filter(slot -> slot.path().equals("environment"))
                        .map(SlotView::version)
                        .findFirst()
                        .orElseThrow());
    }

    /** A higher version that has none of the settings that the run has given. */
    private static final class Poorer implements io.polycritic.api.critic.CriticFactory<ToyPlugins.NoConfig> {
        @Override
        public Class<ToyPlugins.NoConfig> configType() {
            return ToyPlugins.NoConfig.class;
        }

        @Override
        public Class<io.polycritic.api.critic.ScoringCritic> partType() {
            return io.polycritic.api.critic.ScoringCritic.class;
        }

        @Override
        public String description() {
            return "Has no settings.";
        }

        @Override
        public io.polycritic.api.critic.ScoringCritic create(
                ToyPlugins.NoConfig config, io.polycritic.api.plugin.PartContext context) {
            throw new IllegalStateException("is never asked");
        }
    }
}
