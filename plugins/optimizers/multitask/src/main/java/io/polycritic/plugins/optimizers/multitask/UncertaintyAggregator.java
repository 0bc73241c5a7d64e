package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights by learned variances (Kendall, Gal and Cipolla, "Multi-task learning using uncertainty to weigh losses for
 * scene geometry and semantics", 2018, equation 10, for classes): with s_i the logarithm of an objective's variance,
 * exp(-s_i) L_i + s_i / 2 is minimised, so its gradient counts exp(-s_i), and s_i falls along 1/2 - exp(-s_i) L_i.
 * Gradients of flatness get the weights of the losses of the same step.
 */
final class UncertaintyAggregator implements GradientAggregator {
    private static final String PREFIX = "logVariance";

    private final double rate;
    private final Metrics metrics;
    private final Map<String, double[]> logVariances = new TreeMap<>();

    /** The weights of the step that goes on, by objective: what they were before the variances moved. */
    private final Map<String, double[]> used = new TreeMap<>();

    private double[] weights = {};

    UncertaintyAggregator(double rate, Metrics metrics) {
        this.rate = rate;
        this.metrics = metrics;
    }

    @Override
    public void aggregate(TaskGradients gradients, float[] result) {
        int count = gradients.count();
        if (weights.length != count) {
            weights = new double[count];
        }
        for (int i = 0; i < count; i++) {
            String name = gradients.names()[i];
            double[] weight = used.computeIfAbsent(name, key -> new double[] {1});
            if (gradients.aspect() == TaskGradients.Aspect.LOSS) {
                double[] s = logVariances.computeIfAbsent(name, key -> new double[1]);
                weight[0] = Math.exp(-s[0]);
                s[0] -= rate * (0.5 - weight[0] * gradients.losses()[i]);
                metrics.record(PREFIX + "." + name, s[0]);
            }
            weights[i] = weight[0];
        }
        Combination.of(weights, gradients.vectors(), result);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        logVariances.forEach((name, s) -> out.under(PREFIX).put(name, s));
    }

    @Override
    public void load(StateReader in) {
        logVariances.clear();
        StateReader saved = in.under(PREFIX);
        for (String name : saved.names()) {
            double[] s = new double[1];
            if (saved.read(name, s)) {
                logVariances.put(name, s);
            }
        }
    }
}
