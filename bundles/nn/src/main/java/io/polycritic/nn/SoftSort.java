package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;
import java.util.ArrayList;
import java.util.List;

/**
 * A differentiable sorting network (Petersen, Borgelt, Kuehne and Deussen, "Monotonic differentiable sorting networks",
 * 2022, section 3): the odd-even network of L layers whose comparisons are soft. Neighbours (a, b) become a' = s a + (1
 * - s) b and b' = (1 - s) a + s b with the Cauchy distribution function s = atan(beta (b - a)) / pi + 1/2.
 *
 * @param sorted [B, L], softly in ascending order
 * @param permutation [B, L, L]: how much of input i stands at rank r; rows and columns have a sum of 1
 */
public record SoftSort(Node sorted, Node permutation) {
    /**
     * Sorts.
     *
     * @param x [B, L]
     * @param steepness beta, positive; the larger, the harder
     * @return the sorted numbers and the permutation
     * @throws ShapeException if x is no matrix
     */
    public static SoftSort of(Node x, double steepness) {
        if (x.shape().rank() != 2) {
            throw new ShapeException("soft sort", x.shape().toString(), "[B, L]");
        }
        int batch = x.shape().length(0);
        int length = x.shape().length(1);
        float[] identity = new float[batch * length * length];
        for (int row = 0; row < batch * length; row++) {
            identity[row * length + row % length] = 1;
        }
        // Each rank's number, followed by the shares of the inputs in it.
        Node state = Shaping.concat(
                2, Shaping.reshape(x, batch, length, 1), Graphs.constant(identity, batch, length, length));
        for (int layer = 0; layer < length; layer++) {
            state = layer(state, layer % 2, (float) steepness);
        }
        Node sorted = Shaping.reshape(Shaping.slice(state, 2, 0, 1), batch, length);
        return new SoftSort(sorted, Shaping.transpose(Shaping.slice(state, 2, 1, length + 1)));
    }

    private static Node layer(Node state, int first, float steepness) {
        int batch = state.shape().length(0);
        int length = state.shape().length(1);
        int width = state.shape().length(2);
        int pairs = (length - first) / 2;
        if (pairs == 0) {
            return state;
        }
        int last = first + 2 * pairs;
        Node paired = Shaping.reshape(Shaping.slice(state, 1, first, last), batch, pairs, 2, width);
        Node a = Shaping.slice(paired, 2, 0, 1);
        Node b = Shaping.slice(paired, 2, 1, 2);
        Node difference = Shaping.slice(Elementwise.subtract(b, a), 3, 0, 1);
        Node s = Elementwise.shift(
                Elementwise.scale(Elementwise.atan(Elementwise.scale(difference, steepness)), (float) (1 / Math.PI)),
                0.5f);
        // a' = b + s (a - b), b' = a + b - a'.
        Node low = Elementwise.add(b, Elementwise.multiply(s, Elementwise.subtract(a, b)));
        Node high = Elementwise.subtract(Elementwise.add(a, b), low);
        List<Node> parts = new ArrayList<>();
        if (first > 0) {
            parts.add(Shaping.slice(state, 1, 0, first));
        }
        parts.add(Shaping.reshape(Shaping.concat(2, low, high), batch, 2 * pairs, width));
        if (last < length) {
            parts.add(Shaping.slice(state, 1, last, length));
        }
        return Shaping.concat(1, parts.toArray(Node[]::new));
    }
}
