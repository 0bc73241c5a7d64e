package io.polycritic.conditions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.State;
import io.polycritic.conditions.Trigger.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TriggerTest {
    private static final Condition CONDITION = Condition.parse("when", "last('a/x') > 0");

    /** A history and its trigger; updates count from 1, and at each one the digit says whether the condition holds. */
    private static final class Case {
        private final History history = new History();
        private final Trigger trigger;
        private long update;

        Case(Timing timing) {
            this(timing, fresh -> {});
        }

        private Case(Timing timing, Consumer<History> begin) {
            begin.accept(history);
            trigger = new Trigger(history.watch(CONDITION), timing);
        }

        boolean next(char digit) {
            history.add("a/x", digit - '0');
            history.advance();
            return trigger.test(++update);
        }

        /** The updates at which it fires, each of which is acted upon. */
        List<Long> fires(String digits) {
            List<Long> fired = new ArrayList<>();
            for (char digit : digits.toCharArray()) {
                if (next(digit)) {
                    trigger.fired(update);
                    fired.add(update);
                }
            }
            return fired;
        }

        /** The same, made anew from its state. */
        Case again(Timing timing) {
            State state = new State();
            history.save(state.writer().under("history"));
            trigger.save(state.writer().under("trigger"));
            Case again = new Case(timing, history -> history.load(state.reader().under("history")));
            again.trigger.load(state.reader().under("trigger"));
            again.update = update;
            return again;
        }
    }

    @Test
    void firesOnceWhenTheConditionHasHeldLongEnough() {
        assertEquals(List.of(6L), new Case(Timing.once(3)).fires("110111111100111111"));
        assertEquals(List.of(1L), new Case(Timing.once(1)).fires("1111"));
        assertEquals(List.of(), new Case(Timing.once(4)).fires("111011101110"));
    }

    @Test
    void firesAgainAfterTheCooldown() {
        assertEquals(List.of(1L, 2L, 3L, 4L), new Case(Timing.repeated(1, 1)).fires("1111"));
        assertEquals(List.of(2L, 4L, 6L), new Case(Timing.repeated(2, 1)).fires("111111"));
        assertEquals(List.of(2L, 7L, 12L), new Case(Timing.repeated(2, 5)).fires("111111111111"));
        assertEquals(List.of(2L, 8L), new Case(Timing.repeated(2, 5)).fires("1111101111"));
        assertThrows(IllegalArgumentException.class, () -> Timing.once(0));
        assertThrows(IllegalArgumentException.class, () -> Timing.repeated(1, 0));
    }

    @Test
    void whatTheJournalRepeatsIsNotFiredAgain() {
        Case replayed = new Case(Timing.once(2));
        assertFalse(replayed.next('1'));
        assertTrue(replayed.next('1'));
        replayed.trigger.fired(2);
        assertEquals(List.of(), replayed.fires("11111"));

        Case early = new Case(Timing.repeated(2, 4));
        assertFalse(early.next('1'));
        early.trigger.fired(1);
        assertEquals(List.of(5L), early.fires("11111"));
    }

    @Test
    void anInterruptionAtAnyUpdateChangesNothing() {
        String digits = "110111011110001111111110110111";
        for (Timing timing : List.of(Timing.once(3), Timing.repeated(2, 5), Timing.repeated(3, 1))) {
            List<Long> expected = new Case(timing).fires(digits);
            assertFalse(expected.isEmpty());
            for (int at = 0; at <= digits.length(); at++) {
                Case first = new Case(timing);
                List<Long> fired = new ArrayList<>(first.fires(digits.substring(0, at)));
                fired.addAll(first.again(timing).fires(digits.substring(at)));
                assertEquals(expected, fired, timing + " interrupted at " + at);
            }
        }
    }
}
