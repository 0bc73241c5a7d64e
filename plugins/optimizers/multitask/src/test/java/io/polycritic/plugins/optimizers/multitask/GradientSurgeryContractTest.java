package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.List;
import java.util.Map;

class GradientSurgeryContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new GradientSurgery();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("optimizers.base", new Adam(), Map.of());
        run.add("optimizers.aggregator", new PcGrad(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "optimizers.shared";
    }

    @Override
    protected void prepare(TestRun run) {
        Parameters vector = Tasks.vector(new String[] {"s", "first/n"}, new float[] {1, 2}, new float[] {3});
        Tasks tasks = new Tasks(
                vector,
                List.of(
                        Tasks.Task.of("first", Tasks.bowl(1, 0, 0, 0, 0)),
                        new Tasks.Task("second", Tasks.bowl(2, 0, 1, 1), false)));
        run.part("optimizers.shared", GradientOptimizer.class).step("learner", vector, tasks);
    }
}
