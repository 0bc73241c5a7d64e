package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.learner.EncodingLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;

/** An evaluator of a frozen encoder whose measures depend on nothing but the frozen copy. */
interface StatelessEvaluator extends Evaluator {
    @Override
    default Wiring wiring() {
        return Wiring.builder()
                .calls("learner", EncodingLearner.class, 1)
                .calls("environment", SplitStream.class, 1)
                .build();
    }

    @Override
    default void save(StateWriter out) {
        // There is no state.
    }

    @Override
    default void load(StateReader in) {
        // There is no state.
    }
}
