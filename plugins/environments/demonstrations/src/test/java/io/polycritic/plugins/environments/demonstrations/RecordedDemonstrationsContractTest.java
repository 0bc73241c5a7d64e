package io.polycritic.plugins.environments.demonstrations;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class RecordedDemonstrationsContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new RecordedDemonstrations();
    }

    @Override
    protected TestRun run() {
        return Demonstrator.run(Demonstrator.CLASSES).frozen("expert", Demonstrator.frozen(Space.EMPTY));
    }

    @Override
    protected String path() {
        return "streams.demonstrations";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("run", "expert");
    }
}
