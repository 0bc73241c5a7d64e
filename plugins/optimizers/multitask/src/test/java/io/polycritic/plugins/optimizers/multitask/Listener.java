package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.EnumMap;
import java.util.Map;

/** A sum that remembers what it was made of. */
final class Listener implements GradientAggregator {
    final Map<TaskGradients.Aspect, float[][]> heard = new EnumMap<>(TaskGradients.Aspect.class);
    String[] names = {};

    @Override
    public void aggregate(TaskGradients gradients, float[] result) {
        float[][] copies = new float[gradients.count()][];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = gradients.vectors()[i].clone();
        }
        heard.put(gradients.aspect(), copies);
        names = gradients.names().clone();
        new WeightedSum(new double[0]).apply(gradients, result);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
