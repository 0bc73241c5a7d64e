package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunState;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is rolled back is as if it had never been. */
class RollbackTest {
    private static final Map<String, Object> OTHER = Map.of("rate", 0.25);

    @TempDir
    Path data;

    @Test
    void aSwapIsUndoneLongAfterItWasCommitted() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            Ticket swapped = toy.ask(
                    run -> run.desk().swap(Requests.swap("critics.two", "toy-critic", OTHER, "warm", 2.0), "user"));
            assertEquals(TicketState.COMMITTED, swapped.state());
            toy.updates(20);
            Ticket undone = toy.ask(run -> run.desk().rollBack(1));
            assertEquals(TicketState.ROLLED_BACK, undone.state());
            assertEquals(expected, toy.finish());
            assertEquals(0, toy.run.parts().get("critics.two").generation());
        }
    }

    @Test
    void aPartThatFailsUnderProbationIsUndoneWithTheCauseOnItsTicket() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            Ticket watched = toy.ask(run -> run.desk()
                    .swap(
                            Requests.watched(
                                    "critics.two", "toy-critic", ToyRun.failing(15, ToyPlugins.Failure.THROW), 20),
                            "user"));
            assertEquals(TicketState.PROBATION, watched.state());
            Ticket second =
                    toy.run.desk().swap(Requests.swap("critics.two", "toy-critic", OTHER, "warm", null), "user");
            assertEquals(TicketState.REJECTED, second.state());
            assertTrue(
                    second.problem().message().contains("under ticket 1"),
                    second.problem().message());
            assertEquals(expected, toy.finish());
            Ticket undone = toy.ticket(1);
            assertEquals(TicketState.ROLLED_BACK, undone.state());
            assertEquals("critics.two", undone.problem().path());
            assertTrue(undone.problem().message().contains("as the test has asked for"));
            assertEquals(
                    50,
                    toy.runs
                            .series("toy-7")
                            .views(java.util.List.of("learner/w0"), 1000)
                            .get(0)
                            .values()
                            .length);
        }
    }

    @Test
    void aProbationThatIsStoodIsCommitted() throws Exception {
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.watched("critics.two", "toy-critic", OTHER, 20), "user"));
            toy.updates(19);
            assertEquals(TicketState.PROBATION, toy.ticket(1).state());
            toy.updates(2);
            assertEquals(TicketState.COMMITTED, toy.ticket(1).state());
            assertEquals(31, toy.ticket(1).decided());
            toy.ask(run -> run.desk().swap(Requests.watched("critics.two", "toy-critic", OTHER, 20), "user"));
            assertEquals(
                    TicketState.COMMITTED, toy.ask(run -> run.desk().commit(2)).state());
            toy.finish();
        }
    }

    /** A ticket that came later, in another slot, counts all the same. */
    @Test
    void otherTicketsSurvive() throws Exception {
        String expected;
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(20);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.one", "toy-critic", OTHER, "cold", null), "user"));
            expected = toy.finish();
        }
        try (ToyRun toy = ToyRun.begin(data.resolve("b"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.watched("critics.two", "toy-critic", OTHER, 40), "user"));
            toy.updates(9);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.one", "toy-critic", OTHER, "cold", null), "user"));
            toy.updates(5);
            toy.ask(run -> run.desk().rollBack(1));
            assertEquals(expected, toy.finish());
            assertEquals(TicketState.COMMITTED, toy.ticket(2).state());
        }
        assertNotEquals(expected, ToyRun.uninterrupted(data, ToyRun.SPEC));
    }

    /** A ticket that was made for what is struck cannot stay: its slot is gone. */
    @Test
    void whatNeedsAStruckChangeIsStruckToo() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.IMPATIENT);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.IMPATIENT)) {
            toy.updates(10);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.three", "toy-critic", OTHER, null, null), "user"));
            toy.updates(5);
            toy.ask(run -> run.desk().set(Requests.set("critics.three", "weight", 3.0), "user"));
            toy.updates(5);
            toy.ask(run -> run.desk().rollBack(1));
            assertEquals(expected, toy.finish());
            assertEquals(TicketState.ROLLED_BACK, toy.ticket(2).state());
        }
    }

    /** Killed at any update of a probation that ends in a rollback, the run comes out the same. */
    @Test
    void aKillDuringProbationChangesNothing() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.IMPATIENT);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.IMPATIENT)) {
            toy.updates(12);
            toy.ask(run -> run.desk()
                    .swap(
                            Requests.watched(
                                    "critics.two", "toy-critic", ToyRun.failing(30, ToyPlugins.Failure.THROW), 30),
                            "user"));
            for (int kill = 0; kill < 4; kill++) {
                toy.updates(4);
                try (ToyRun again = ToyRun.afterKill(toy, data.resolve("kill" + kill))) {
                    assertEquals(expected, again.finish());
                    assertEquals(TicketState.ROLLED_BACK, again.ticket(1).state());
                }
            }
            assertEquals(expected, toy.finish());
        }
        String longer = ToyRun.IMPATIENT.replace("1000", "1200");
        try (ToyRun again = ToyRun.begin(data.resolve("a"), longer)) {
            assertEquals(ToyRun.uninterrupted(data, longer), again.finish());
        }
    }

    @Test
    void aPartThatHangsUnderProbationIsUndone() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.IMPATIENT);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.IMPATIENT)) {
            toy.updates(10);
            toy.ask(run -> run.desk()
                    .swap(
                            Requests.watched(
                                    "critics.two", "toy-critic", ToyRun.failing(13, ToyPlugins.Failure.HANG), 20),
                            "user"));
            assertEquals(expected, toy.finish());
            assertEquals(TicketState.ROLLED_BACK, toy.ticket(1).state());
            assertTrue(toy.ticket(1).problem().message().contains("did not come back within 2 seconds"));
        }
    }

    @Test
    void numbersThatAreNotFiniteAreUndone() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.SPEC);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.SPEC)) {
            toy.updates(10);
            toy.ask(run -> run.desk()
                    .swap(
                            Requests.watched(
                                    "critics.two", "toy-critic", ToyRun.failing(13, ToyPlugins.Failure.NAN), 20),
                            "user"));
            assertEquals(expected, toy.finish());
            assertEquals(TicketState.ROLLED_BACK, toy.ticket(1).state());
        }
    }

    @Test
    void onFaultDropGoesOnWithoutTheSlot() throws Exception {
        String spec = ToyRun.IMPATIENT.replace(
                "\"two\": {\"plugin\": \"toy-critic\"}",
                "\"two\": {\"plugin\": \"toy-critic\", \"config\": {\"failAt\": 25}, \"onFault\": \"drop\"}");
        String expected;
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), spec.replace("\"failAt\": 25", "\"failAt\": 0"))) {
            toy.updates(23);
            toy.ask(run -> run.desk().swap(Requests.swap("critics.two", "", Map.of(), null, null), "user"));
            expected = toy.finish();
        }
        try (ToyRun toy = ToyRun.begin(data.resolve("b"), spec)) {
            assertEquals(expected, toy.finish());
            assertEquals("fault", toy.ticket(1).change().by());
            assertTrue(toy.ticket(1).problem().message().contains("as the test has asked for"));
        }
    }

    @Test
    void onFaultParkWaitsForAnotherPart() throws Exception {
        String spec = ToyRun.SPEC.replace(
                "\"two\": {\"plugin\": \"toy-critic\"}",
                "\"two\": {\"plugin\": \"toy-critic\", \"config\": {\"failAt\": 25}, \"onFault\": \"park\"}");
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), spec)) {
            toy.gate.release(1000);
            while (toy.run.state() != RunState.WAITING_FOR_PLUGIN) {
                Thread.onSpinWait();
            }
            assertEquals(24, toy.run.progress().update());
            assertTrue(toy.run.problem().message().contains("as the test has asked for"));
            Ticket other = toy.run.desk().swap(Requests.swap("critics.two", "toy-critic", OTHER, "warm", null), "user");
            assertEquals(TicketState.COMMITTED, other.state(), String.valueOf(other.problem()));
            toy.finish();
        }
        try (ToyRun again = ToyRun.begin(data.resolve("a"), spec.replace("1000", "1200"))) {
            again.finish();
        }
    }

    @Test
    void onFaultRollbackUndoesTheLastSwap() throws Exception {
        String spec = ToyRun.SPEC.replace(
                "\"two\": {\"plugin\": \"toy-critic\"}",
                "\"two\": {\"plugin\": \"toy-critic\", \"onFault\": \"rollback\"}");
        String expected = ToyRun.uninterrupted(data, spec);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), spec)) {
            toy.updates(10);
            toy.ask(run -> run.desk()
                    .swap(
                            Requests.swap(
                                    "critics.two",
                                    "toy-critic",
                                    ToyRun.failing(40, ToyPlugins.Failure.THROW),
                                    "warm",
                                    null),
                            "user"));
            assertEquals(expected, toy.finish());
            assertEquals(TicketState.ROLLED_BACK, toy.ticket(1).state());
        }
    }

    @Test
    void aFaultWithoutRemedyFailsTheRun() throws Exception {
        String spec = ToyRun.IMPATIENT.replace(
                "\"two\": {\"plugin\": \"toy-critic\"}",
                "\"two\": {\"plugin\": \"toy-critic\", \"config\": {\"failAt\": 25, \"failure\": \"hang\"}}");
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), spec)) {
            toy.finish(RunState.FAILED);
            assertEquals("critics.two", toy.run.problem().path());
        }
    }

    /** Without a trial before, a newcomer that does not come back from its own import costs the run some seconds. */
    @Test
    void aPartThatHangsWhenItIsGivenStateIsRefused() throws Exception {
        String expected = ToyRun.uninterrupted(data, ToyRun.IMPATIENT);
        try (ToyRun toy = ToyRun.begin(data.resolve("a"), ToyRun.IMPATIENT)) {
            toy.updates(10);
            Map<String, Object> hangs = ToyRun.failing(0, ToyPlugins.Failure.HANG_AT_IMPORT);
            Ticket refused = toy.ask(
                    run -> run.desk().swap(Requests.swap("critics.two", "toy-critic", hangs, "warm", null), "user"));
            assertEquals(TicketState.REJECTED, refused.state());
            assertTrue(
                    refused.problem().message().contains("did not come back"),
                    refused.problem().message());
            assertEquals(expected, toy.finish());
        }
    }
}
