package io.polycritic.plugins.environments.reasoning;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class PlantErrorsContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new PlantErrors();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new ShapeScenes(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "streams.errors";
    }

    @Override
    protected void prepare(TestRun run) {
        run.part(path(), DataStream.class).next(new Batch(Shape.of(5)));
    }
}
