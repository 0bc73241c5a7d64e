package io.polycritic.plugins.rewards.networks;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.search.CandidateMeasure;
import java.util.Map;

class SubnetObjectivesContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new SubnetObjectives();
    }

    @Override
    protected TestRun run() {
        return Networks.run();
    }

    @Override
    protected String path() {
        return "rewards.objectives";
    }

    @Override
    protected Map<String, ?> config() {
        return Networks.config();
    }

    @Override
    protected void prepare(TestRun run) {
        CandidateMeasure measure = run.part("rewards.objectives", CandidateMeasure.class);
        measure.measured("objectives", new double[measure.space().size()]);
    }
}
