package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.Replay;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.SeriesView;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.Kind;
import io.polycritic.catalog.Plugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

/** Newcomers that share a slot for some updates before they fill it. */
class SharedSlotTest {
    private static final Map<String, Object> OTHER = Map.of("rate", 0.25);

    @TempDir
    Path data;

    /** Until it takes over, a shadow leaves no trace; dropped, it has never been, and no update is lost for it. */
    @Test
    void aShadowThatIsDroppedHasNeverBeen() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            Ticket shared =
                    toy.ask(run -> run.desk().swap(Requests.shared("critics.two", OTHER, "shadow", 30, 5), "user"));
            assertEquals(TicketState.APPLIED, shared.state(), String.valueOf(shared.problem()));
            toy.updates(10);
            long before = toy.run.progress().update();
            Ticket dropped = toy.ask(run -> run.desk().rollBack(1));
            assertEquals(TicketState.ROLLED_BACK, dropped.state());
            assertTrue(toy.run.progress().update() >= before);
            assertEquals(expected, toy.finish());
            assertEquals(
                    11,
                    toy.runs
                            .series("toy-7")
                            .views(List.of("critics.two.next/loss"), 1000)
                            .get(0)
                            .values()
                            .length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shadow", "blend"})
    void theNewcomerTakesOverAfterItsSpanAndAKillOnTheWayChangesNothing(String mode) throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.shared("critics.two", OTHER, mode, 12, 5), "user"));
            toy.updates(6);
            try (ToyRun again = ToyRun.afterKill(toy, data.resolve("sharing"))) {
                toy.updates(8);
                assertEquals(TicketState.PROBATION, toy.ticket(1).state());
                try (ToyRun later = ToyRun.afterKill(toy, data.resolve("probation"))) {
                    String expected = toy.finish();
                    assertEquals(expected, again.finish());
                    assertEquals(expected, later.finish());
                }
            }
            assertEquals(TicketState.COMMITTED, toy.ticket(1).state());
            assertEquals(11 + 12 + 5, toy.ticket(1).decided());
        }
    }

    @Test
    void aGuardOnTheNewcomersSeriesDropsIt() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            SwapRequest request = new SwapRequest(
                    "critics.two",
                    "toy-critic",
                    Map.of("rate", 0.75),
                    "shadow",
                    30L,
                    null,
                    List.of("last('critics.two.next/rate') > 0.7"),
                    5L,
                    false);
            toy.ask(run -> run.desk().swap(request, "user"));
            assertEquals(expected, toy.finish());
            assertEquals(TicketState.ROLLED_BACK, toy.ticket(1).state());
            assertEquals(12, toy.ticket(1).decided());
        }
    }

    @Test
    void modesThatASlotCannotAreRefused() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(3);
            Ticket fresh = toy.run.desk().swap(Requests.shared("critics.three", OTHER, "shadow", 5, 0), "user");
            assertEquals(TicketState.REJECTED, fresh.state());
            assertTrue(
                    fresh.problem().message().contains("there is nothing in the slot yet"),
                    fresh.problem().message());
            SwapRequest learner =
                    new SwapRequest("learner", "toy-learner", Map.of(), "shadow", 5L, null, null, 0L, false);
            Ticket refused = toy.run.desk().swap(learner, "user");
            assertEquals(TicketState.REJECTED, refused.state());
            assertTrue(
                    refused.problem().message().contains("allowed here are [cold, warm]"),
                    refused.problem().message());
            toy.finish();
        }
    }

    /** A newcomer whose bundle is removed leaves; the incumbent goes on as if it had never been. */
    @Test
    void aNewcomerWhosePluginLeavesIsDropped() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            Plugin second = toy.catalog.add(
                    Kind.CRITIC, "toy-critic", new Version(2, 0, 0), "others", new ToyPlugins.ToyCritics());
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.shared("critics.two", OTHER, "shadow", 30, 5), "user"));
            assertEquals("toy-critic@2.0.0", toy.ticket(1).to());
            toy.updates(3);
            toy.ask(run -> {
                toy.catalog.remove(second);
                return null;
            });
            assertEquals(expected, toy.finish());
            assertEquals(TicketState.ROLLED_BACK, toy.ticket(1).state());
            assertTrue(toy.ticket(1).problem().message().contains("has left"));
        }
    }

    /** Promoted, a newcomer takes over at once; killed before or after, or repeated, the run is the same. */
    @ParameterizedTest
    @ValueSource(strings = {"shadow", "blend"})
    void aPromotedNewcomerTakesOverBeforeItsTime(String mode) throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.shared("critics.two", OTHER, mode, 500, 5), "user"));
            toy.updates(6);
            Ticket promoted = toy.ask(run -> run.desk().promote(1));
            assertEquals(TicketState.PROBATION, promoted.state());
            long taken = promoted.update() + promoted.change().span();
            assertEquals(18, taken);
            toy.updates(2);
            try (ToyRun after = ToyRun.afterKill(toy, data.resolve("after"))) {
                toy.updates(8);
                assertEquals(TicketState.COMMITTED, toy.ticket(1).state());
                assertEquals(taken + 5, toy.ticket(1).decided());
                String expected = toy.finish();
                assertEquals(expected, after.finish());
                assertEquals(expected, repeated(toy));
            }
        }
    }

    private static String repeated(ToyRun toy) {
        Replay replay = toy.runs.replay("toy-7");
        while (replay.state() == RunState.RUNNING) {
            Thread.onSpinWait();
            replay = toy.runs.replayed("toy-7");
        }
        assertEquals(RunState.DONE, replay.state(), String.valueOf(replay.problem()));
        return replay.found();
    }

    @Test
    void whoHasBeenPromotedCanBeTakenBackAsIfItHadNeverBeen() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.shared("critics.two", OTHER, "shadow", 500, 5), "user"));
            toy.updates(3);
            toy.ask(run -> run.desk().promote(1));
            toy.updates(3);
            assertEquals(
                    TicketState.ROLLED_BACK,
                    toy.ask(run -> run.desk().rollBack(1)).state());
            assertEquals(expected, toy.finish());
        }
    }

    @Test
    void onlyWhoSharesASlotCanBePromoted() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.watched("critics.two", "toy-critic", OTHER, 100), "user"));
            CompletionException refused = assertThrows(
                    CompletionException.class, () -> toy.ask(run -> run.desk().promote(1)));
            assertTrue(refused.getMessage().contains("no newcomer shares a slot"), refused.getMessage());
        }
    }

    /** What both say, and how far that is the same, is charted as long as they share the slot, and no longer. */
    @Test
    void agreementIsReportedWhileTwoPartsShareASlot() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.shared("critics.two", OTHER, "shadow", 12, 5), "user"));
            toy.updates(20);
            toy.finish();
            List<SeriesView> said = toy.runs
                    .series("toy-7")
                    .views(List.of("critics.two.next/difference.advantages", "critics.two/output.advantages"), 1000);
            assertEquals(2, said.size(), toy.runs.series("toy-7").names().toString());
            for (SeriesView series : said) {
                assertEquals(12, series.values().length, series.name());
            }
        }
    }
}
