package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.plugins.environments.multitask.LinearTasks;
import java.util.Map;

class AttentionPatternContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new AttentionPattern();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new LinearTasks(), Map.of("dimension", 2, "length", 5));
        return run;
    }

    @Override
    protected String path() {
        return "evaluators.test";
    }

    @Override
    protected void prepare(TestRun run) {
        Answers learner = new Answers(Answers.heads(new double[] {0.2, -0.2}, new double[] {2, -2}, 0.01, 0.01), true);
        Environment stream = run.part("environment", Environment.class);
        run.part("evaluators.test", Evaluator.class)
                .evaluate(new TestSubject(0, Map.of("learner", learner, "environment", stream), null));
    }
}
