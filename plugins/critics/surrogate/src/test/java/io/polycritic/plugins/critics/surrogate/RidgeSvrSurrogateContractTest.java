package io.polycritic.plugins.critics.surrogate;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class RidgeSvrSurrogateContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new RidgeSvrSurrogate();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "critics.size";
    }

    @Override
    protected void prepare(TestRun run) {
        run.part("critics.size", ScoringCritic.class).learn(Candidates.linear(40, 2));
    }
}
