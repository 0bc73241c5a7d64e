package io.polycritic.plugins.evaluators.language;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class WinRateContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new WinRate();
    }

    @Override
    protected TestRun run() {
        return Runs.judged();
    }

    @Override
    protected String path() {
        return "evaluators.win";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("opponent", "other", "reference", "same", "posts", 4);
    }
}
