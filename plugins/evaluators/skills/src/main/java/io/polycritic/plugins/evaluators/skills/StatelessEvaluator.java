package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;

/** An evaluator of policies that remembers nothing from one evaluation to the next. */
abstract class StatelessEvaluator implements Evaluator {
    @Override
    public Wiring wiring() {
        return Wiring.builder().calls("learner", PolicyLearner.class, 1).build();
    }

    @Override
    public final void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public final void load(StateReader in) {
        // There is no state.
    }
}
