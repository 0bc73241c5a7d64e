package io.polycritic.compression;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Select;
import io.polycritic.api.tensor.Shaping;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rounds what matrices multiply to the numbers that 8-bit codes stand for, and notes what range it had. Each matrix has
 * an input [4] of the graph: whether it is quantised, 1/s, z, s.
 */
final class Rounding implements Hooks {
    static final int NUMBERS = 4;

    /** For each matrix, its least and greatest input, scalars. */
    private final Map<String, Node[]> seen = new LinkedHashMap<>();

    static String input(String matrix) {
        return matrix + ".range";
    }

    Map<String, Node[]> seen() {
        return seen;
    }

    /** The numbers of a matrix's input: those of its range, or such that nothing is done without one. */
    static float[] numbers(Range range) {
        return range == null
                ? new float[] {0, 1, 0, 1}
                : new float[] {1, 1 / range.scale(), range.zero(), range.scale()};
    }

    @Override
    public Node input(String matrix, Node x) {
        Node flat = Shaping.reshape(x, x.shape().size());
        Node most = Reduce.max(flat, 0);
        Node least = Elementwise.negate(Reduce.max(Elementwise.negate(flat), 0));
        seen.put(matrix, new Node[] {least, most});
        Node numbers = Graphs.input(input(matrix), NUMBERS);
        Node whole = Elementwise.floor(Elementwise.shift(Elementwise.multiply(x, number(numbers, 1)), 0.5f));
        Node code = Elementwise.clip(Elementwise.add(whole, number(numbers, 2)), 0, Range.TOP);
        Node rounded = Elementwise.multiply(Elementwise.subtract(code, number(numbers, 2)), number(numbers, 3));
        return Select.where(number(numbers, 0), rounded, x);
    }

    private static Node number(Node numbers, int index) {
        return Shaping.reshape(Shaping.slice(numbers, 0, index, index + 1));
    }
}
