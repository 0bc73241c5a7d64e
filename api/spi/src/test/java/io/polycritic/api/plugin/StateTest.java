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
        assertArrayEquals(new float[] {2, 2, 2, 7, 2}, wider.values());
        assertFalse(saved().reader(report).read("nothing", new float[1]));
        assertTrue(saved().reader(report).under("moments").read("m", new float[2]));
        assertEquals(List.of("net/b", "moments/m"), report.carried());
        assertEquals(List.of("net/w"), report.reshaped());
        assertEquals(List.of("nothing"), report.initialised());
    }

    /** Parts "a/w" and "b/w" of a vector "net", counted through from a first number. */
    private static Parameters counted(float first, int[] a, int[] b) {
        Parameters.Initializer count = (values, offset, shape) -> {
            for (int i = 0; i < shape.size(); i++) {
                values[offset + i] = first + i;
            }
        };
        return Parameters.builder("net")
                .add("a/w", count, a)
                .add("b/w", count, b)
                .build();
    }

    @Test
    void otherLengthsCarryTheBlockThatBothHave() {
        State state = new State();
        state.writer().put(counted(1, new int[] {2, 3, 2}, new int[] {2}));
        Parameters grown = counted(101, new int[] {3, 2, 3}, new int[] {1});
        State.Report report = new State.Report();
        assertFalse(state.reader(report).read(grown));
        float[] block = {
            1, 2, 103, 3, 4, 106,
            7, 8, 109, 9, 10, 112,
            113, 114, 115, 116, 117, 118
        };
        assertArrayEquals(block, java.util.Arrays.copyOf(grown.values(), 18));
        assertEquals(1, grown.values()[18]);
        assertEquals(List.of("net/a/w", "net/b/w"), report.reshaped());
        assertEquals(List.of(), report.carried());
        assertEquals(List.of(), report.initialised());
    }

    @Test
    void asManyNumbersInAnotherShapeAreNotTheSame() {
        State state = new State();
        state.writer().put(counted(1, new int[] {2, 3}, new int[] {6}));
        Parameters turned = counted(101, new int[] {3, 2}, new int[] {6, 1});
        assertEquals(
                "net/a/w",
                assertThrows(IncompatibleStateException.class, () -> state.reader()
                                .read(turned))
                        .path());
        State.Report report = new State.Report();
        assertFalse(state.reader(report).read(turned));
        assertArrayEquals(
                new float[] {1, 2, 4, 5, 105, 106, 101, 102, 103, 104, 105, 106},
                turned.values(),
                "the second part has another number of axes, so nothing of it is carried");
        assertEquals(List.of("net/a/w"), report.reshaped());
        assertEquals(List.of("net/b/w"), report.initialised());
    }

    @Test
    void aGroupIsReadByItself() {
        State state = new State();
        state.writer().put(counted(1, new int[] {2}, new int[] {2}));
        Parameters into = counted(101, new int[] {2}, new int[] {3});
        State.Report report = new State.Report();
        assertTrue(state.reader(report).read(into, "a"));
        assertArrayEquals(new float[] {1, 2, 101, 102, 103}, into.values());
        assertEquals(List.of("net/a/w"), report.carried());
        assertFalse(state.reader(report).read(into, "b"));
        assertArrayEquals(new float[] {1, 2, 1, 2, 103}, into.values());
    }

    @Test
    void withoutShapesTheSizeDecides() {
        State state = new State();
        state.put("net/w", new float[] {1, 2, 3}, true);
        state.put("net/b", new float[] {4}, true);
        Parameters same = parameters(3, 0);
        assertTrue(state.reader().read(same));
        assertArrayEquals(new float[] {1, 2, 3, 4}, same.values());
        State.Report report = new State.Report();
        assertFalse(state.reader(report).read(parameters(4, 0)));
        assertEquals(List.of("net/w"), report.initialised());
        assertThrows(
                IllegalArgumentException.class,
                () -> state.put("net/v", new float[3], io.polycritic.api.tensor.Shape.of(2)));
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
