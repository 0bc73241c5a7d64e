package io.polycritic.plugins.example;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;

/** The part of {@link ExampleSgd}: x := x - rate * gradient. */
record Descent(double rate) implements GradientOptimizer {
    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public double step(String owner, Parameters parameters, Objectives objectives) {
        float[] gradient = new float[parameters.size()];
        double loss = objectives.evaluateSum(gradient);
        for (int i = 0; i < gradient.length; i++) {
            parameters.values()[i] -= (float) (rate * gradient[i]);
        }
        return loss;
    }

    @Override
    public void forget(String owner) {
        // Nothing is kept between steps.
    }

    @Override
    public void rename(String owner, String other) {
        // Nothing is kept between steps.
    }

    @Override
    public void copy(String owner, String from) {
        // Nothing is kept between steps.
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
