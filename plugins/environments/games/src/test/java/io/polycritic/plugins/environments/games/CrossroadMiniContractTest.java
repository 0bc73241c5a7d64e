package io.polycritic.plugins.environments.games;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.games.GameWorld;

class CrossroadMiniContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new CrossroadMini();
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
        run.part("environment", GameWorld.class).lanes(2).forEach(lane -> {
            lane.reset();
            lane.step(new float[] {1, 1}, 0);
        });
    }
}
