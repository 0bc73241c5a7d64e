package io.polycritic.nn;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.ShapeException;

/** Contrastive losses of representations. */
public final class Contrastive {
    /** Keeps the division finite for vectors of only zeros. */
    private static final float TINY = 1e-12f;

    private Contrastive() {}

    /**
     * Vectors of length 1.
     *
     * @param x [.., n]
     * @return [.., n]; zeros stay zeros
     */
    public static Node normalised(Node x) {
        Node square = Reduce.sum(Elementwise.square(x), -1);
        Node length = Elementwise.sqrt(Elementwise.maximum(square, Graphs.constant(TINY * TINY)));
        return Elementwise.multiply(x, Elementwise.reciprocal(length));
    }

    /**
     * InfoNCE (van den Oord, Li and Vinyals, "Representation learning with contrastive predictive coding", 2018,
     * equation 4) with the cosine of the angle between vectors: the mean cross-entropy of finding row i of the second
     * argument among all its rows, given row i of the first.
     *
     * @param x [B, n]
     * @param y [B, n]
     * @param temperature what cosines are divided by, positive
     * @return a scalar; log B if nothing is learnt
     * @throws ShapeException if the shapes differ
     */
    public static Node infoNce(Node x, Node y, double temperature) {
        if (x.shape().rank() != 2 || !x.shape().equals(y.shape())) {
            throw new ShapeException("infoNce", x.shape() + " and " + y.shape(), "two matrices of one shape");
        }
        Node cosines = Linear.matmul(normalised(x), false, normalised(y), true);
        float[] own = new float[x.shape().length(0)];
        for (int row = 0; row < own.length; row++) {
            own[row] = row;
        }
        return Distributions.crossEntropy(
                Elementwise.scale(cosines, (float) (1 / temperature)), Graphs.constant(own, own.length));
    }
}
