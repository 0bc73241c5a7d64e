package io.polycritic.api.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Parameters;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateTest {
    private static Parameters parameters(int width, float value) {
        return Parameters.builder("net")
                .add(
                        "w",
                        (values, offset, shape) -> java.util.Arrays.fill(values, offset, offset + shape.size(), value),
                        width)
                .add("b", (values, offset, shape) -> values[offset] = value, 1)
                .build();
    }

    private static State saved() {
        State state = new State();
        state.writer().put(parameters(3, 2));
        state.writer().under("moments").put("m", new float[] {1, 2});
        state.writer().put("count", 5L);
        return state;
    }

    @Test
    void strictReadingThrowsWhereSomethingIsMissing() {
        Parameters same = parameters(3, 0);
        assertTrue(saved().reader().read(same));
        assertArrayEquals(new float[] {2, 2, 2, 2}, same.values());
        IncompatibleStateException wrong = assertThrows(
                IncompatibleStateException.class, () -> saved().reader().read(parameters(4, 0)));
        assertEquals("net/w", wrong.path());
        assertThrows(IncompatibleStateException.class, () -> saved().reader().read("nothing", new long[1]));
    }

    @Test
    void tolerantReadingReportsWhatDidNotFit() {
        State.Report report = new State.Report();
        Parameters wider = parameters(4, 7);
        assertFalse(saved().reader(report).read(wider));
        assertArrayEquals(new float[] {7, 7, 7, 7, 2}, wider.values());
        assertFalse(saved().reader(report).read("nothing", new float[1]));
        assertTrue(saved().reader(report).under("moments").read("m", new float[2]));
        assertEquals(List.of("net/b", "moments/m"), report.carried());
        assertEquals(List.of("net/w", "nothing"), report.initialised());
    }

    @Test
    void savingCopies() {
        float[] live = {1, 2};
        State state = new State();
        state.writer().put("x", live);
        live[0] = 9;
        float[] read = new float[2];
        state.reader().read("x", read);
        assertArrayEquals(new float[] {1, 2}, read);
    }

    @Test
    void namesAreUniqueAndUnderTheirPrefix() {
        State state = saved();
        assertThrows(IllegalArgumentException.class, () -> state.writer().put("count", 6L));
        assertEquals(Set.of("m"), state.reader().under("moments").names());
        assertEquals(Set.of("net/w", "net/b"), state.parameters());
    }
}
