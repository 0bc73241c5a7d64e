package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;

/** Stochastic gradient descent with momentum (Sutskever, Martens, Dahl and Hinton, 2013, equations 1 to 4). */
final class SgdOptimizer implements GradientOptimizer {
    private final Rule rule;
    private final Metrics metrics;
    private final KeptVectors vectors = new KeptVectors(1);

    /** The constants; a greatest norm of 0 is none. */
    record Rule(LearningRate rate, double momentum, boolean nesterov, double maxNorm) {}

    SgdOptimizer(Rule rule, Metrics metrics) {
        this.rule = rule;
        this.metrics = metrics;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    /** m = momentum m + g; p = p - rate m, or p - rate (g + momentum m) after Nesterov. */
    @Override
    public double step(String owner, Parameters parameters, Objectives objectives) {
        KeptVectors.Kept kept = vectors.of(owner, parameters);
        double loss = objectives.evaluateSum(kept.gradient);
        double norm = Gradient.clip(kept.gradient, rule.maxNorm);
        kept.steps++;
        double rate = rule.rate.at(kept.steps);
        float[] p = parameters.values();
        float[] m = kept.moments[0];
        float[] g = kept.gradient;
        float step = (float) rate;
        float momentum = (float) rule.momentum;
        for (int i = 0; i < p.length; i++) {
            m[i] = momentum * m[i] + g[i];
            p[i] -= step * (rule.nesterov ? g[i] + momentum * m[i] : m[i]);
        }
        metrics.record("gradientNorm", norm);
        metrics.record("learningRate", rate);
        return loss;
    }

    @Override
    public void forget(String owner) {
        vectors.forget(owner);
    }

    @Override
    public void save(StateWriter out) {
        vectors.save(out);
    }

    @Override
    public void load(StateReader in) {
        vectors.load(in);
    }
}
