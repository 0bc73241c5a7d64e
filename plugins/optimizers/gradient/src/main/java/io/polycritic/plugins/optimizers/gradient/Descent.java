package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.NonFiniteException;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;

/** Follows the gradient of the weighted sum of all objectives by a rule. A step allocates nothing. */
final class Descent implements GradientOptimizer {
    private final Rule rule;
    private final LearningRate rate;
    private final double maxNorm;
    private final Metrics metrics;
    private final KeptVectors vectors;
    private final Gradient gradient = new Gradient();

    /** Gradients longer than {@code maxNorm} are shortened, unless it is 0. */
    Descent(Rule rule, LearningRate rate, double maxNorm, Metrics metrics) {
        this.rule = rule;
        this.rate = rate;
        this.maxNorm = maxNorm;
        this.metrics = metrics;
        this.vectors = new KeptVectors(rule.moments());
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public double step(String owner, Parameters parameters, Objectives objectives) {
        KeptVectors.Kept kept = vectors.of(owner, parameters);
        double loss = objectives.evaluateSum(kept.gradient);
        double norm = gradient.clip(kept.gradient, maxNorm);
        NonFiniteException.check(owner, loss, norm, objectives);
        kept.steps++;
        double length = rate.at(kept.steps);
        rule.move(parameters.values(), kept.gradient, kept.moments, length);
        metrics.record("gradientNorm", norm);
        metrics.record("learningRate", length);
        return loss;
    }

    @Override
    public void forget(String owner) {
        vectors.forget(owner);
    }

    @Override
    public void rename(String owner, String other) {
        vectors.rename(owner, other);
    }

    @Override
    public void copy(String owner, String from) {
        vectors.copy(owner, from);
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
