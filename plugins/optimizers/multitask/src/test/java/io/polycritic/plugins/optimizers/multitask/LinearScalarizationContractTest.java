package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;

class LinearScalarizationContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new LinearScalarization();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "optimizers.aggregator";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("weights", List.of(1, 2));
    }

    @Override
    protected void prepare(TestRun run) {
        GradientAggregator aggregator = run.part("optimizers.aggregator", GradientAggregator.class);
        float[][] vectors = {{1, 0}, {-1, 1}};
        for (TaskGradients.Aspect aspect : TaskGradients.Aspect.values()) {
            aggregator.aggregate(
                    new TaskGradients(aspect, new String[] {"first", "second"}, new double[] {1, 2}, vectors),
                    new float[2]);
        }
    }
}
