package io.polycritic.compression;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Select;
import io.polycritic.api.tensor.Shaping;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Rounds what matrices multiply to the numbers that 8-bit codes stand for. Queries, keys and values multiply the same
 * numbers, which are rounded once: they have one place. Inputs of the graph are, for each place, 1/s, z and s, and for
 * each matrix whether it is quantised.
 */
final class Rounding implements Hooks {
    private static final int NUMBERS = 3;

    private final Map<String, Node> places = new LinkedHashMap<>();
    private final Set<String> matrices = new LinkedHashSet<>();

    /** The place of what a matrix multiplies. */
    static String place(String matrix) {
        boolean shared = matrix.endsWith(".q") || matrix.endsWith(".k") || matrix.endsWith(".v");
        return shared ? matrix.substring(0, matrix.length() - 1) + "qkv" : matrix;
    }

    /** The name of the input with the numbers of a place. */
    static String numbers(String place) {
        return place + ".range";
    }

    /** The name of the input that says whether a matrix is quantised. */
    static String flag(String matrix) {
        return matrix + ".quantised";
    }

    /** The numbers of a place with a range. */
    static float[] numbers(Range range) {
        return new float[] {1 / range.scale(), range.zero(), range.scale()};
    }

    @Override
    public Node input(String matrix, Node x) {
        matrices.add(matrix);
        Node rounded = places.computeIfAbsent(place(matrix), name -> rounded(name, x));
        return Select.where(Shaping.reshape(Graphs.input(flag(matrix), 1)), rounded, x);
    }

    private static Node rounded(String name, Node x) {
        Node numbers = Graphs.input(numbers(name), NUMBERS);
        Node code = Elementwise.add(Elementwise.multiply(x, number(numbers, 0)), number(numbers, 1));
        Node limited = Elementwise.clip(code, 0, Range.TOP);
        Node whole = Elementwise.shift(Elementwise.shift(limited, Range.WHOLE), -Range.WHOLE);
        return Elementwise.multiply(Elementwise.subtract(whole, number(numbers, 1)), number(numbers, 2));
    }

    private static Node number(Node numbers, int index) {
        return Shaping.reshape(Shaping.slice(numbers, 0, index, index + 1));
    }

    /**
     * Tells programs what to round to.
     *
     * @param ranges for each matrix of a network the range, null for none
     */
    record Pass(Iterator<Range> ranges) implements Stages.Pass<Rounding> {
        @Override
        public void begin(Program program, Rounding rounding) {
            for (String matrix : rounding.matrices) {
                Range range = ranges.next();
                program.set(flag(matrix), new float[] {range == null ? 0 : 1}, 0);
                if (range != null) {
                    program.set(numbers(place(matrix)), numbers(range), 0);
                }
            }
        }
    }
}
