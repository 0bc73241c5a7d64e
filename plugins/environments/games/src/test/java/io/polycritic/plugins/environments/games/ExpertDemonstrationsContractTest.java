package io.polycritic.plugins.environments.games;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class ExpertDemonstrationsContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new ExpertDemonstrations();
    }

    @Override
    protected TestRun run() {
        TestRun run = new TestRun(1, null, null);
        run.add("environment", new MarkovGame(), Map.of());
        return run;
    }

    @Override
    protected String path() {
        return "streams.demonstrations";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("episodes", 3, "steps", 10);
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("streams.demonstrations", DataStream.class).next(new Batch(Shape.of(16)));
    }
}
