package io.polycritic.contrastive;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.ShapeException;
import io.polycritic.api.tensor.Shaping;

/**
 * Losses of views, each a mean over items, computed from the logarithms of sums, so that no product or exponential
 * leaves the range of a float.
 */
public final class ContrastiveLosses {
    /** Added to what must not count in a sum of exponentials. */
    private static final float FORBIDDEN = -1e9f;

    private ContrastiveLosses() {}

    /**
     * InfoNCE of two views as NT-Xent (Chen et al., "A simple framework for contrastive learning of visual
     * representations", arXiv 2002.05709, equation 1): the mean over all 2 M anchors of log D - a . p / tau, where p is
     * the anchor's other view and D the sum of s over all other vectors, p among them.
     *
     * @param u [M, d], vectors of the first view as they are to be compared
     * @param v [M, d], vectors of the second view
     * @param temperature tau, positive
     * @return a scalar
     */
    public static Node ntXent(Node u, Node v, double temperature) {
        int items = requirePair("ntXent", u, v);
        Node cross = Elementwise.scale(Linear.matmul(u, false, v, true), (float) (1 / temperature));
        Node first = both(itself(u, items, temperature), Reduce.logSumExp(cross, -1), items);
        Node second = both(itself(v, items, temperature), Reduce.logSumExp(cross, 0), items);
        Node denominators = Elementwise.scale(Elementwise.add(Reduce.mean(first), Reduce.mean(second)), 0.5f);
        return Elementwise.subtract(denominators, Reduce.mean(products(u, v, temperature)));
    }

    /** log of the sum of s over all other rows: the same for every view that the rows are compared with. */
    private static Node itself(Node rows, int items, double temperature) {
        return Reduce.logSumExp(withoutSelf(gram(rows, temperature), items), -1);
    }

    /** log(exp a + exp b), row by row. */
    private static Node both(Node a, Node b, int rows) {
        return Reduce.logSumExp(Shaping.concat(1, a, Shaping.reshape(b, rows, 1)), -1);
    }

    /**
     * DHEL (Koromilas et al., "Bridging mini-batch and asymptotic analysis in contrastive learning", arXiv 2405.18045):
     * each view is repelled by other items of the same view alone. The mean over items of log E^1 + log E^2 - u . v /
     * tau, E^l being the sum of s over all other items of view l.
     *
     * @param u [M, d], vectors of the first view as they are to be compared
     * @param v [M, d], vectors of the second view
     * @param temperature tau, positive
     * @return a scalar
     */
    public static Node dhel(Node u, Node v, double temperature) {
        int items = requirePair("dhel", u, v);
        Node repulsion =
                Elementwise.add(Reduce.mean(itself(u, items, temperature)), Reduce.mean(itself(v, items, temperature)));
        return Elementwise.subtract(repulsion, Reduce.mean(products(u, v, temperature)));
    }

    /**
     * InfoNCE against a queue of keys (He et al., "Momentum contrast for unsupervised visual representation learning",
     * arXiv 1911.05722, equation 1): the mean cross-entropy of finding the key of the same item among it and the queue.
     *
     * @param queries [M, d], as they are to be compared
     * @param keys [M, d], not differentiated
     * @param queue [Q, d], not differentiated
     * @param temperature tau, positive
     * @return a scalar
     */
    public static Node queueNce(Node queries, Node keys, Node queue, double temperature) {
        requirePair("queueNce", queries, keys);
        Node positive = products(queries, Elementwise.stopGradient(keys), temperature);
        Node negative = Elementwise.scale(
                Linear.matmul(queries, false, Elementwise.stopGradient(queue), true), (float) (1 / temperature));
        Node all = Shaping.concat(1, positive, negative);
        return Elementwise.subtract(Reduce.mean(Reduce.logSumExp(all, -1)), Reduce.mean(positive));
    }

    /**
     * MV-InfoNCE (Koromilas et al., "A principled framework for multi-view contrastive learning", arXiv 2507.06979):
     * the mean over items of log sum_l D^l - log sum_l sum_(m != l) s(u^l, u^m), where D^l is the sum of s over all
     * other vectors of all views, those of the same item among them.
     *
     * @param u [N, M, d]
     * @param temperature tau, positive
     * @return a scalar
     */
    public static Node mvInfoNce(Node u, double temperature) {
        return Elementwise.subtract(Reduce.mean(interactions(u, temperature)), Reduce.mean(positives(u, temperature)));
    }

    /**
     * MV-DHEL (the same source): the mean over items of sum_l log E^l - log sum_(l < m) s(u^l, u^m), where E^l is the
     * sum of s over all other items of view l.
     *
     * @param u [N, M, d]
     * @param temperature tau, positive
     * @return a scalar
     */
    public static Node mvDhel(Node u, double temperature) {
        Node pairs = Elementwise.shift(Reduce.mean(positives(u, temperature)), (float) -Math.log(2));
        return Elementwise.subtract(Reduce.mean(repulsion(u, temperature)), pairs);
    }

    /** log sum_l D^l of each item, [M]. */
    static Node interactions(Node u, double temperature) {
        int views = requireViews("mvInfoNce", u);
        int items = u.shape().length(1);
        Node all = Shaping.reshape(u, views * items, u.shape().length(2));
        Node each = Reduce.logSumExp(withoutSelf(gram(all, temperature), views * items), -1);
        return Reduce.logSumExp(Shaping.reshape(each, views, items), 0);
    }

    /** sum_l log E^l of each item, [M]. */
    static Node repulsion(Node u, double temperature) {
        int views = requireViews("mvDhel", u);
        int items = u.shape().length(1);
        Node each = Reduce.logSumExp(withoutSelf(gram(u, temperature), items), -1);
        return Reduce.sum(Shaping.reshape(each, views, items), 0);
    }

    /** log sum_l sum_(m != l) s(u^l, u^m) of each item, [M]. */
    private static Node positives(Node u, double temperature) {
        int views = u.shape().length(0);
        int items = u.shape().length(1);
        Node byItem = Shaping.permute(u, 1, 0, 2);
        Node own = withoutSelf(gram(byItem, temperature), views);
        return Reduce.logSumExp(Shaping.reshape(own, items, views * views), -1);
    }

    /**
     * Alignment (Wang and Isola, "Understanding contrastive representation learning through alignment and uniformity on
     * the hypersphere", 2020, equation 3): the mean squared distance of two views of an item.
     *
     * @param u [N, M, d]
     * @return a scalar from 0 to 4
     */
    public static Node alignment(Node u) {
        int views = requireViews("alignment", u);
        Node sum = Reduce.sum(u, 0);
        // sum_(l, m) u^l . u^m = |sum_l u^l|^2, of which N are products with itself.
        float scale = 2f / (views * (views - 1) * u.shape().length(1));
        Node together = Elementwise.scale(Reduce.sum(Elementwise.square(sum)), scale);
        Node self = Elementwise.scale(Reduce.sum(Elementwise.square(u)), scale * views);
        return Elementwise.subtract(self, together);
    }

    /**
     * Uniformity (the same source, equation 5): log mean exp(-2 |u - v|^2) over different items of one view.
     *
     * @param u [N, M, d], of length 1
     * @return a scalar from -8 to 0
     */
    public static Node uniformity(Node u) {
        int views = requireViews("uniformity", u);
        int items = u.shape().length(1);
        Node each = withoutSelf(gram(u, 0.25), items);
        Node log = Reduce.logSumExp(Shaping.reshape(each, views * items * items), 0);
        return Elementwise.shift(Shaping.reshape(log), (float) (-4 - Math.log((double) views * items * (items - 1))));
    }

    /** Products of all pairs of the rows of [.., k, d], divided by tau: [.., k, k]. */
    private static Node gram(Node rows, double temperature) {
        return Elementwise.scale(Linear.matmul(rows, false, rows, true), (float) (1 / temperature));
    }

    /** Products of rows with rows of equal index, divided by tau: [M, 1]. */
    private static Node products(Node u, Node v, double temperature) {
        return Elementwise.scale(Reduce.sum(Elementwise.multiply(u, v), -1), (float) (1 / temperature));
    }

    /** What stands on the diagonal of the last two axes counts for nothing in a sum of exponentials. */
    private static Node withoutSelf(Node square, int side) {
        float[] mask = new float[side * side];
        for (int i = 0; i < side; i++) {
            mask[i * side + i] = FORBIDDEN;
        }
        return Elementwise.add(square, Graphs.constant(mask, side, side));
    }

    private static int requirePair(String loss, Node u, Node v) {
        if (u.shape().rank() != 2 || !u.shape().equals(v.shape())) {
            throw new ShapeException(loss, u.shape() + " and " + v.shape(), "two matrices of one shape");
        }
        return requireItems(loss, u.shape().length(0));
    }

    private static int requireViews(String loss, Node u) {
        if (u.shape().rank() != 3 || u.shape().length(0) < 2) {
            throw new ShapeException(loss, u.shape().toString(), "[views, items, width] with at least two views");
        }
        requireItems(loss, u.shape().length(1));
        return u.shape().length(0);
    }

    private static int requireItems(String loss, int items) {
        if (items < 2) {
            throw new ShapeException(loss, items + " items", "a batch needs at least two items");
        }
        return items;
    }
}
