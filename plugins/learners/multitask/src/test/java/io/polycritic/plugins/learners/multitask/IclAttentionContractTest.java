package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.multitask.LinearTasks;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.Map;

class IclAttentionContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new IclAttention();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new LinearTasks(), Map.of("dimension", 2, "length", 5));
        run.add("optimizers.main", new Adam(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("heads", 2, "gradientSteps", 3);
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("learner", Learner.class).update();
    }
}
