package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.PolycriticException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards and settings. */
class GuardTest {
    @TempDir
    Path data;

    private static SwapRequest guarded(String guard, double rate) {
        return new SwapRequest(
                "critics.two", "toy-critic", Map.of("rate", rate), null, null, null, List.of(guard), 20L, false);
    }

    private static SettingRequest setting(double value, String guard) {
        return new SettingRequest("critics.two", "rate", value, List.of(guard), 10L, false);
    }

    @Test
    void aGuardThatTripsRollsTheSwapBack() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(guarded("mean('critics.two/rate', 5) > 0.7", 0.75), "user"));
            assertEquals(expected, toy.finish());
            Ticket ticket = toy.ticket(1);
            assertEquals(TicketState.ROLLED_BACK, ticket.state());
            assertEquals("GUARD", ticket.problem().code());
            assertTrue(ticket.problem().message().contains("mean('critics.two/rate', 5) > 0.7"));
            // Five values after the swap; those before it had another rate.
            assertEquals(11 + 5, ticket.decided());
        }
    }

    @Test
    void aGuardThatDoesNotTripLetsTheSwapStay() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(guarded("last('critics.two/rate') > 0.8", 0.75), "user"));
            toy.finish();
            assertEquals(TicketState.COMMITTED, toy.ticket(1).state());
        }
    }

    /** The windows of guards survive a kill: the run that goes on decides at the same update. */
    @Test
    void aGuardTripsAtTheSameUpdateAfterAKill() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(guarded("mean('critics.two/rate', 14) > 0.7", 0.75), "user"));
            toy.updates(8);
            try (ToyRun again = ToyRun.afterKill(toy, data.resolve("b"))) {
                assertEquals(toy.finish(), again.finish());
                assertEquals(toy.ticket(1).decided(), again.ticket(1).decided());
                assertEquals(TicketState.ROLLED_BACK, again.ticket(1).state());
            }
        }
    }

    @Test
    void guardsThatCannotWatchAreRefused() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(3);
            refused(toy, guarded("mean('critics.two/rat', 5) > 1", 0.75), "did you mean 'critics.two/rate'?");
            refused(toy, guarded("loss-spyke", 0.75), "did you mean 'loss-spike'?");
            refused(
                    toy,
                    new SwapRequest("critics.two", "toy-critic", Map.of(), "tepid", null, null, null, null, false),
                    "allowed is one of [warm, cold, shadow, distill, blend]");
            toy.finish();
        }
    }

    private static void refused(ToyRun toy, SwapRequest request, String why) {
        PolycriticException refused =
                assertThrows(PolycriticException.class, () -> toy.run.desk().swap(request, "user"));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    /** A live setting keeps generation, state and random numbers: set back, the run is the same as ever. */
    @Test
    void aSettingChangesAndComesBack() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            Ticket same = toy.ask(run -> run.desk().set(Requests.set("critics.two", "rate", 0.5), "user"));
            assertEquals(TicketState.COMMITTED, same.state());
            assertEquals(List.of("value/v", "learned"), same.transfer().carried());
            toy.updates(5);
            toy.ask(run -> run.desk().set(setting(0.9, "count('critics.two/rate') >= 4"), "user"));
            assertEquals(expected, toy.finish());
            assertEquals(TicketState.ROLLED_BACK, toy.ticket(2).state());
            assertEquals(0, toy.run.parts().get("critics.two").generation());
        }
    }

    @Test
    void settingsThatAreNotLiveAreRefused() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(3);
            rejected(toy, Requests.set("critics.two", "width", 5), "cannot be changed in a running part");
            rejected(toy, Requests.set("critics.two", "rat", 0.5), "did you mean 'rate'?");
            rejected(toy, Requests.set("critics.two", "rate", 5), "from 0 to 1");
            rejected(toy, Requests.set("critics.two", "weight", "heavy"), "allowed is a finite number");
            rejected(toy, Requests.set("learner", "weight", 1), "is no setting");
            rejected(toy, Requests.set("critics.six", "weight", 1), "the run's slots are");
            toy.finish();
        }
    }

    private static void rejected(ToyRun toy, SettingRequest request, String why) {
        Ticket ticket = toy.run.desk().set(request, "user");
        assertEquals(TicketState.REJECTED, ticket.state());
        assertTrue(ticket.problem().message().contains(why), ticket.problem().message());
    }
}
