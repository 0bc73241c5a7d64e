package io.polycritic.plugins.environments.reasoning;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class ShapeScenesContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new ShapeScenes();
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
    protected void prepare(TestRun run) {
        run.part(path(), DataStream.class).next(new Batch(Shape.of(5)));
    }
}
