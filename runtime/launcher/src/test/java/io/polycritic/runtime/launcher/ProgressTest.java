package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static RunView view(RunState state, Map<String, Double> metrics) {
        return new RunView(
                "slim-1", "slim", 1, state, 420_000, 1_000_000, 99, 7, 120, 3500, "", null, metrics, List.of());
    }

    @Test
    void showsRateTimeLeftAndMeasures() {
        RunView run = view(
                RunState.RUNNING,
                Map.of("run/return", 1.0, "evaluators.skills/coverage", 0.70711, "critics.task/loss", 3.0));
        assertEquals(
                "slim-1  42 %  420,000 of 1,000,000 steps  3,500/s  2:46 left  coverage 0.7071", Progress.line(run));
    }

    @Test
    void fallsBackToTheRunsOwnSeries() {
        RunView run = view(RunState.RUNNING, Map.of("run/return", -12.3456));
        assertEquals("slim-1  42 %  420,000 of 1,000,000 steps  3,500/s  2:46 left  return -12.35", Progress.line(run));
    }

    @Test
    void writesOverTheLineAndClearsIt() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                true);
        terminal.progress("12345");
        terminal.progress("123");
        terminal.note("next");
        String expected = "\r12345\r123  \r   \rnext" + System.lineSeparator();
        assertEquals(expected, err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writesNumbersShortly() {
        assertEquals("0:00", Progress.time(-1));
        assertEquals("59:59", Progress.time(3599));
        assertEquals("1:01:01", Progress.time(3661));
        assertEquals("0.0000", Progress.number(0.0));
        assertEquals("1.000e-07", Progress.number(1e-7));
        assertEquals("99999", Progress.number(99_999.0));
        assertEquals("NaN", Progress.number(Double.NaN));
        assertEquals("-", Progress.number(null));
    }
}
