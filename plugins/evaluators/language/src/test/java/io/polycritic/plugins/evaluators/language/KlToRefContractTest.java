package io.polycritic.plugins.evaluators.language;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class KlToRefContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new KlToRef();
    }

    @Override
    protected TestRun run() {
        return Runs.judged();
    }

    @Override
    protected String path() {
        return "evaluators.kl";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("reference", "other", "posts", 4);
    }
}
