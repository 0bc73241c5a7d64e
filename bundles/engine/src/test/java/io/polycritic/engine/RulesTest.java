package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.plugin.State;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.conditions.Condition;
import io.polycritic.conditions.History;
import io.polycritic.conditions.Trigger;
import io.polycritic.store.Journal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static Deed weight(String by, String slot) {
        return new Deed(by, null, new SettingRequest(slot, SettingRequest.WEIGHT, 3.0, null, null, null));
    }

    private static Automation.Rule rule(String name, String when, Trigger.Timing timing) {
        return new Automation.Rule(
                name, Condition.parse("when", when), timing, weight("rule " + name, "critics.safety"));
    }

    private static final Automation BOTH = new Automation(
            List.of(
                    rule("careful", "mean('learner/x', 2) >= 3", Trigger.Timing.once(2)),
                    rule("again", "last('learner/x') >= 5", Trigger.Timing.repeated(1, 4))),
            List.of(
                    new Automation.Appointment(Automation.Unit.UPDATES, 6, weight("schedule[0]", "critics.task")),
                    new Automation.Appointment(Automation.Unit.STEPS, 85, weight("schedule[1]", "critics.task"))));

    /** A run whose series x counts its updates, of ten steps each; what is done at each of them is noted. */
    private static final class Case implements Rules.Hands {
        private final History history = new History();
        private final Rules rules;
        private final List<Journal.Entry> journal;
        private final List<String> done = new ArrayList<>();
        private final Set<String> busy = new HashSet<>();
        private Progress progress = Progress.NONE;
        private int repeated;

        Case(List<Journal.Entry> journal) {
            this(journal, new State());
        }

        private Case(List<Journal.Entry> journal, State saved) {
            this.journal = journal;
            StateReader in = saved.reader(new State.Report());
            history.load(in.under("history"));
            rules = new Rules(BOTH, history, journal);
            rules.load(in.under("rules"));
        }

        void updates(int count, boolean repeating) {
            for (int i = 0; i < count; i++) {
                progress = progress.plus(10, 0, 1);
                history.add("learner/x", progress.update());
                history.advance();
                rules.act(progress, repeating, this);
            }
        }

        @Override
        public boolean isBusy(String slot) {
            return busy.contains(slot);
        }

        @Override
        public void repeat() {
            repeated++;
        }

        @Override
        public void make(Deed deed) {
            done.add(deed.by() + "@" + progress.update());
        }

        Case resumed() {
            State state = new State();
            history.save(state.writer().under("history"));
            rules.save(state.writer().under("rules"));
            Case again = new Case(journal, state);
            again.progress = progress;
            return again;
        }
    }

    private static final List<String> EXPECTED = List.of(
            "rule careful@5", "rule again@5", "schedule[0]@6", "rule again@9", "schedule[1]@9", "rule again@13");

    @Test
    void actsWhenTheTimeHasCome() {
        Case run = new Case(List.of());
        run.updates(15, false);
        assertEquals(EXPECTED, run.done);
    }

    private static Journal.Entry entry(long sequence, long update, String by) {
        TicketChange how = new TicketChange(TicketChange.SET, 0, SettingRequest.WEIGHT, 3.0, List.of(), 0, by);
        Change change = new Change.Setting(sequence, "critics.safety", how);
        return new Journal.Entry(sequence, "", update, change.type(), change.toData());
    }

    @Test
    void whatTheJournalHasIsRepeatedAndNotDoneAgain() {
        List<Journal.Entry> journal = List.of(
                entry(1, 5, "rule careful"),
                entry(2, 5, "rule again"),
                entry(3, 6, "schedule[0]"),
                entry(4, 7, "user"));
        Case run = new Case(journal);
        run.updates(6, true);
        assertEquals(List.of(), run.done);
        assertEquals(3, run.repeated);
        run.updates(9, false);
        assertEquals(EXPECTED.subList(3, 6), run.done);
    }

    @Test
    void nothingNewIsDoneBeforeTheJournalIsRepeated() {
        Case run = new Case(List.of(entry(1, 8, "user")));
        run.updates(7, true);
        assertEquals(List.of(), run.done);
        run.updates(2, false);
        assertEquals(List.of("rule careful@8", "rule again@8", "schedule[0]@8", "schedule[1]@9"), run.done);
    }

    @Test
    void waitsWhileTheSlotIsUnderATicket() {
        Case run = new Case(List.of());
        run.busy.add("critics.safety");
        run.updates(7, false);
        assertEquals(List.of("schedule[0]@6"), run.done);
        run.busy.clear();
        run.updates(1, false);
        assertTrue(run.done.containsAll(List.of("rule careful@8", "rule again@8")), run.done.toString());
        assertFalse(run.done.contains("rule careful@5"));
    }

    @Test
    void anInterruptionAtAnyUpdateChangesNothing() {
        for (int at = 0; at <= 15; at++) {
            Case first = new Case(new ArrayList<>());
            first.updates(at, false);
            for (String done : first.done) {
                String[] parts = done.split("@");
                first.journal.add(entry(first.journal.size() + 1, Long.parseLong(parts[1]), parts[0]));
            }
            Case second = first.resumed();
            second.updates(15 - at, false);
            List<String> all = new ArrayList<>(first.done);
            all.addAll(second.done);
            assertEquals(EXPECTED, all, "interrupted at " + at);
        }
    }
}
