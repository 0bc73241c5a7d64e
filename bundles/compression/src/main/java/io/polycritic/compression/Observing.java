package io.polycritic.compression;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes the least and the greatest of the numbers that each matrix multiplies, which stay as they are. */
final class Observing implements Hooks {
    private final Map<String, Node> inputs = new LinkedHashMap<>();

    @Override
    public Node input(String matrix, Node x) {
        inputs.put(matrix, x);
        return x;
    }

    /** Asks for the ranges, scalars {@code .low} and {@code .high} of each matrix. */
    void addTo(Computation computation) {
        inputs.forEach((matrix, x) -> {
            computation.output(matrix + ".low", Elementwise.negate(greatest(Elementwise.negate(x))));
            computation.output(matrix + ".high", greatest(x));
        });
    }

    /** Columns first, because whole rows are compared at once then. */
    private static Node greatest(Node x) {
        int columns = x.shape().length(-1);
        Node table = Shaping.reshape(x, x.shape().size() / columns, columns);
        return Reduce.max(Reduce.max(table, 0), 1);
    }

    /** Gathers the range of what each matrix of a network multiplies. */
    static final class Pass implements Stages.Pass<Observing> {
        private final List<Range> ranges = new ArrayList<>();
        private int first;

        @Override
        public void begin(Program program, Observing observing) {
            first = ranges.size();
            observing.inputs.forEach(
                    (matrix, x) -> ranges.add(new Range(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)));
        }

        @Override
        public void ran(Program program, Observing observing) {
            int at = first;
            for (String matrix : observing.inputs.keySet()) {
                Range range = ranges.get(at);
                float low = Math.min(range.low(), program.scalar(matrix + ".low"));
                float high = Math.max(range.high(), program.scalar(matrix + ".high"));
                ranges.set(at++, new Range(low, high));
            }
        }

        /** One for each matrix, in their order. */
        List<Range> ranges() {
            return ranges;
        }
    }
}
