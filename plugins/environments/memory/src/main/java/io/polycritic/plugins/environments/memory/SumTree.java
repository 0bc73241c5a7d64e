package io.polycritic.plugins.environments.memory;

import java.util.Arrays;

/**
 * A binary tree whose leaves are weights and whose inner nodes are the sums of their children, so that drawing in
 * proportion to the weights takes logarithmic time (Schaul, Quan, Antonoglou and Silver, "Prioritized experience
 * replay", 2016, appendix B.2.1). Each inner node is always the sum of its two children in that order, so that the tree
 * depends on its leaves alone.
 */
final class SumTree {
    private final int leaves;
    private final double[] nodes;

    /** A tree of zeros. */
    SumTree(int size) {
        int power = 1;
        while (power < size) {
            power *= 2;
        }
        this.leaves = power;
        this.nodes = new double[2 * power];
    }

    double total() {
        return nodes[1];
    }

    double get(int leaf) {
        return nodes[leaves + leaf];
    }

    void set(int leaf, double weight) {
        int at = leaves + leaf;
        nodes[at] = weight;
        for (at /= 2; at >= 1; at /= 2) {
            nodes[at] = nodes[2 * at] + nodes[2 * at + 1];
        }
    }

    /**
     * The leaf in which a number from 0 to the total falls, when weights lie behind one another; never one of weight 0.
     */
    int find(double number) {
        double rest = number;
        int at = 1;
        while (at < leaves) {
            at *= 2;
            // Rounding may leave a rest behind the last weight: the right child must not be empty.
            if (rest >= nodes[at] && nodes[at + 1] > 0) {
                rest -= nodes[at];
                at++;
            }
        }
        return at - leaves;
    }

    /** Makes all weights 0. */
    void clear() {
        Arrays.fill(nodes, 0);
    }
}
