package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class CalibrationErrorContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new CalibrationError();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "evaluators.test";
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("evaluators.test", Evaluator.class).evaluate(Known.subject(new Known.Learner()));
    }
}
