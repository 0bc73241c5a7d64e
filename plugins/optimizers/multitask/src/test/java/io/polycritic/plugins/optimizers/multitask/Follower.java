package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;

/** A base optimizer that remembers what it was given and moves nothing. */
final class Follower implements GradientOptimizer {
    float[] direction = {};
    float[] seen = {};
    double loss;

    @Override
    public double step(String owner, Parameters parameters, Objectives objectives) {
        direction = new float[parameters.size()];
        seen = parameters.values().clone();
        loss = objectives.evaluateSum(direction);
        return loss;
    }

    @Override
    public void forget(String owner) {}

    @Override
    public void rename(String owner, String other) {}

    @Override
    public void copy(String owner, String from) {}

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
