package io.polycritic.conditions;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A window whose statistic folds its values by an operation whose order does not matter. The folds of pairs, pairs of
 * pairs and so on are kept in a binary tree, so a new value costs log n operations; unlike a running sum, no rounding
 * error, infinity or NaN stays behind when its value has left.
 */
final class FoldWindow implements Window {
    /** Node 1 is the root, the children of node i are 2i and 2i + 1, leaf j is n + j. */
    private final double[] tree;

    private final int length;
    private final DoubleBinaryOperator fold;
    private final DoubleUnaryOperator result;

    FoldWindow(int length, DoubleBinaryOperator fold, DoubleUnaryOperator result) {
        this.tree = new double[2 * length];
        this.length = length;
        this.fold = fold;
        this.result = result;
    }

    @Override
    public void add(long index, double value, double dropped) {
        int node = length + (int) (index % length);
        tree[node] = value;
        for (node /= 2; node >= 1; node /= 2) {
            tree[node] = fold.applyAsDouble(tree[2 * node], tree[2 * node + 1]);
        }
    }

    @Override
    public double value() {
        return result.applyAsDouble(total());
    }

    /** The fold of all values; with one value leaf and root are the same node. */
    double total() {
        return tree[1];
    }

    /** The sum of the first {@code count} leaves, 0 for none; makes sense where the fold is a sum. */
    double sumOfFirst(int count) {
        double sum = 0;
        int left = length;
        for (int right = length + count; left < right; left /= 2, right /= 2) {
            if (left % 2 == 1) {
                sum += tree[left++];
            }
            if (right % 2 == 1) {
                sum += tree[--right];
            }
        }
        return sum;
    }
}
