package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.multitask.Products;
import java.util.Arrays;

/**
 * PCGrad (Yu et al., "Gradient surgery for multi-task learning", 2020, algorithm 1): for each objective i, and the
 * other ones j in random order, v_i loses (v_i . g_j / |g_j|^2) g_j where v_i . g_j < 0, with g_j as it was given; the
 * result is the sum of all v_i.
 */
final class ConflictProjection implements AggregationRule {
    private final RandomStream lossOrder;
    private final RandomStream flatOrder;
    private float[] projected = {};
    private int[] order = {};

    ConflictProjection(RandomStream lossOrder, RandomStream flatOrder) {
        this.lossOrder = lossOrder;
        this.flatOrder = flatOrder;
    }

    @Override
    public void apply(TaskGradients gradients, float[] result) {
        RandomStream random = gradients.aspect() == TaskGradients.Aspect.LOSS ? lossOrder : flatOrder;
        float[][] vectors = gradients.vectors();
        if (projected.length != result.length || order.length != vectors.length) {
            projected = new float[result.length];
            order = new int[vectors.length];
        }
        Arrays.fill(result, 0);
        for (int i = 0; i < vectors.length; i++) {
            System.arraycopy(vectors[i], 0, projected, 0, projected.length);
            for (int k = 0; k < order.length; k++) {
                order[k] = k;
            }
            random.shuffle(order);
            for (int j : order) {
                if (j != i) {
                    project(vectors[j]);
                }
            }
            Combination.add(1, projected, result);
        }
    }

    private void project(float[] other) {
        double product = Products.dot(projected, other);
        if (product < 0) {
            Combination.add((float) (-product / Products.dot(other, other)), other, projected);
        }
    }
}
