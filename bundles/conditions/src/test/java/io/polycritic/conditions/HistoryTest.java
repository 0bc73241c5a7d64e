package io.polycritic.conditions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.polycritic.api.plugin.State;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final List<String> CONDITIONS = List.of(
            "mean('a/x', 7) > 0.2",
            "std('a/x', 600) > 1.0 || sum('b/y', 3) > 2",
            "slope('a/x', 30) > 0.01 && median('a/x', 11) > 0",
            "min('a/x', 5) > -0.5 || max('b/y', 4) < 0",
            "mean('a/x', 10) > before('a/x', 100) + 0.3 * beforeStd('a/x', 100)",
            "count('b/y') > 40 && last('b/y') > 0.5 && age('b/y') < 2",
            "age('c/z') > 3 && !finite('c/z')");

    /** A run of conditions: what it decided at each update, with two marks and one condition that comes late. */
    private static final class Run {
        private final History history = new History();
        private final List<Watch> watches = new ArrayList<>();
        private int at;

        void update(double[][] series) {
            if (at % 90 == 89) {
                watches.forEach(Watch::mark);
            }
            if (at == 1000) {
                watch("mean('a/x', 900) > -10 && count('a/x') > 20");
            }
            history.add("a/x", series[at][0]);
            if (series[at][1] > 0.3) {
                history.add("b/y", series[at][1]);
            }
            if (at % 7 == 3) {
                history.add("c/z", at % 14 == 3 ? Double.NaN : 1);
            }
            history.advance();
            at++;
        }

        void watch(String text) {
            watches.add(history.watch(Condition.parse("when", text)));
        }

        List<Boolean> holds() {
            return watches.stream().map(Watch::holds).toList();
        }
    }

    private static double[][] series(int updates) {
        Random random = new Random(3);
        double[][] series = new double[updates][2];
        for (double[] one : series) {
            one[0] = random.nextGaussian();
            one[1] = random.nextGaussian();
        }
        return series;
    }

    @Test
    void continuesFromItsStateAsIfItHadNotStopped() {
        double[][] series = series(3000);
        Run whole = new Run();
        Run resumed = new Run();
        CONDITIONS.forEach(whole::watch);
        CONDITIONS.forEach(resumed::watch);
        Random stops = new Random(5);
        int[] held = new int[CONDITIONS.size() + 1];
        for (int i = 0; i < series.length; i++) {
            whole.update(series);
            resumed.update(series);
            if (stops.nextInt(50) == 0) {
                resumed = again(resumed);
            }
            assertEquals(whole.holds(), resumed.holds(), "update " + i);
            for (int k = 0; k < whole.watches.size(); k++) {
                held[k] += whole.watches.get(k).holds() ? 1 : 0;
            }
        }
        for (int k = 0; k < held.length; k++) {
            assertTrue(held[k] > 0 && held[k] < series.length, "condition " + k + " held " + held[k] + " times");
        }
    }

    private static Run again(Run run) {
        State state = new State();
        run.history.save(state.writer().under("history"));
        for (int i = 0; i < run.watches.size(); i++) {
            run.watches.get(i).save(state.writer().under("watch" + i));
        }
        Run again = new Run();
        again.at = run.at;
        again.history.load(state.reader().under("history"));
        for (int i = 0; i < run.watches.size(); i++) {
            again.watch(run.watches.get(i).condition().text());
            again.watches.get(i).load(state.reader().under("watch" + i));
        }
        State once = new State();
        again.history.save(once.writer().under("history"));
        State first = new State();
        run.history.save(first.writer().under("history"));
        assertEquals(first.values().keySet(), once.values().keySet());
        first.values()
                .forEach((name, value) ->
                        assertTrue(Objects.deepEquals(value, once.values().get(name)), name));
        return again;
    }

    @Test
    void aConditionThatComesLateFindsWhatIsKept() {
        History history = new History();
        for (int i = 1; i <= 2000; i++) {
            history.add("a/x", i);
            history.advance();
        }
        Watch kept = history.watch(Condition.parse("when", "mean('a/x', 500) == 1750.5"));
        Watch longer = history.watch(Condition.parse("when", "mean('a/x', 501) > 0"));
        Watch mark = history.watch(Condition.parse("when", "before('a/x', 500) == 1750.5 && count('a/x') == 0"));
        assertTrue(kept.holds());
        assertFalse(longer.holds());
        assertEquals(List.of("mean('a/x', 501): 500 of 501 values"), longer.waiting());
        assertFalse(mark.holds());
        assertEquals(List.of("before('a/x', 500): 500 of 500 values, and no mark yet"), mark.waiting());
        mark.mark();
        assertTrue(mark.holds());
        assertEquals(List.of(), mark.waiting());
        history.add("a/x", 1);
        history.advance();
        assertTrue(longer.holds());
        assertFalse(mark.holds());
    }

    @Test
    void windowsCountValuesAndAgesCountUpdates() {
        History history = new History();
        Watch two = history.watch(Condition.parse("when", "sum('a/x', 2) == 3 && age('a/x') == 5"));
        Watch never = history.watch(Condition.parse("when", "age('a/y') == 6"));
        history.add("a/x", 1);
        history.add("a/x", 2);
        for (int i = 0; i < 6; i++) {
            assertFalse(two.holds());
            history.advance();
        }
        assertTrue(two.holds());
        assertTrue(never.holds());
    }

    @Test
    void memoryIsBounded() {
        History history = new History();
        for (int i = 0; i < History.MOST_SERIES + 100; i++) {
            history.add("a/x" + i, i);
        }
        assertEquals(History.MOST_SERIES, history.series().size());
        Watch asked = history.watch(Condition.parse("when", "last('a/late') == 1"));
        history.add("a/late", 1);
        assertTrue(asked.holds());
        assertThrows(IllegalStateException.class, () -> history.load(new State().reader()));
    }

    @Test
    void anUpdateAllocatesNothing() {
        History history = new History();
        List<Watch> watches = CONDITIONS.stream()
                .map(text -> history.watch(Condition.parse("when", text)))
                .toList();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        int held = 0;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 500; i++) {
                history.add("a/x", i);
                history.add("b/y", -i);
                history.advance();
                for (int k = 0; k < watches.size(); k++) {
                    held += watches.get(k).holds() ? 1 : 0;
                }
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertTrue(held > 0);
        assertTrue(least < 500, least + " bytes for 500 updates");
    }
}
