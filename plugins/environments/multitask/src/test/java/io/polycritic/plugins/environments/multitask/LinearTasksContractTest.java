package io.polycritic.plugins.environments.multitask;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class LinearTasksContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new LinearTasks();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "environment";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("covariance", "ar1");
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("environment", DataStream.class).next(new Batch(Shape.of(3, 41)));
    }
}
