package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.multitask.PromptLearner;
import io.polycritic.multitask.PromptStream;
import java.util.List;

/** Measures a frozen learner of prompts beside its stream, and remembers nothing. */
record PromptEvaluator(Measurement measurement) implements Evaluator {
    private static final String LEARNER = "learner";
    private static final String ENVIRONMENT = "environment";

    /** What is measured. */
    @FunctionalInterface
    interface Measurement {
        List<Measure> of(PromptLearner learner, PromptStream stream);
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        return measurement.of(
                subject.part(LEARNER, PromptLearner.class).orElseThrow(),
                subject.part(ENVIRONMENT, PromptStream.class).orElseThrow());
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(LEARNER, PromptLearner.class, 1)
                .calls(ENVIRONMENT, PromptStream.class, 1)
                .build();
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
