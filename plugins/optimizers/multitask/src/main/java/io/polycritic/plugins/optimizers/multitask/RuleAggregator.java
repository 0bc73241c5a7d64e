package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;

/** An aggregator that remembers nothing; its random streams are the run's to save. */
record RuleAggregator(AggregationRule rule) implements GradientAggregator {
    @Override
    public void aggregate(TaskGradients gradients, float[] result) {
        rule.apply(gradients, result);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
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
