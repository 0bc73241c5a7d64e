package io.polycritic.plugins.evaluators.language;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;

/** An evaluator that measures and keeps nothing. */
interface StatelessEvaluator extends Evaluator {
    @Override
    default void save(StateWriter out) {
        // There is no state.
    }

    @Override
    default void load(StateReader in) {
        // There is no state.
    }
}
