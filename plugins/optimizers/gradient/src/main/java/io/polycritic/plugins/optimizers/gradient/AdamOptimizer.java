package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;

/** Adam (Kingma and Ba, 2015, algorithm 1), with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2). */
final class AdamOptimizer implements GradientOptimizer {
    private final Rule rule;
    private final Metrics metrics;
    private final KeptVectors vectors = new KeptVectors(2);

    /** The constants; a greatest norm of 0 is none. */
    record Rule(LearningRate rate, double beta1, double beta2, double epsilon, double weightDecay, double maxNorm) {}

    AdamOptimizer(Rule rule, Metrics metrics) {
        this.rule = rule;
        this.metrics = metrics;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public double step(String owner, Parameters parameters, Objectives objectives) {
        KeptVectors.Kept kept = vectors.of(owner, parameters);
        double loss = objectives.evaluateSum(kept.gradient);
        double norm = Gradient.clip(kept.gradient, rule.maxNorm);
        kept.steps++;
        double rate = rule.rate.at(kept.steps);
        move(parameters.values(), kept, rate);
        metrics.record("gradientNorm", norm);
        metrics.record("learningRate", rate);
        return loss;
    }

    /**
     * m = b1 m + (1-b1) g, v = b2 v + (1-b2) g^2, p = p - rate (m^ / (sqrt(v^) + epsilon) + decay p), where m^ and v^
     * are divided by 1 - b1^t and 1 - b2^t.
     */
    private void move(float[] p, KeptVectors.Kept kept, double rate) {
        float[] m = kept.moments[0];
        float[] v = kept.moments[1];
        float[] g = kept.gradient;
        float b1 = (float) rule.beta1;
        float b2 = (float) rule.beta2;
        float c1 = (float) (1 - rule.beta1);
        float c2 = (float) (1 - rule.beta2);
        float firstRate = (float) (rate / (1 - Math.pow(rule.beta1, kept.steps)));
        float rootBias = (float) (1 / Math.sqrt(1 - Math.pow(rule.beta2, kept.steps)));
        float epsilon = (float) rule.epsilon;
        float keep = (float) (1 - rate * rule.weightDecay);
        for (int i = 0; i < p.length; i++) {
            float first = b1 * m[i] + c1 * g[i];
            float second = b2 * v[i] + c2 * g[i] * g[i];
            m[i] = first;
            v[i] = second;
            p[i] = keep * p[i] - firstRate * first / ((float) Math.sqrt(second) * rootBias + epsilon);
        }
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
