package io.polycritic.plugins.environments.memory;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.ReplayMemory;

class PrioritizedReplayContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new PrioritizedReplay();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "streams.replay";
    }

    @Override
    protected void prepare(TestRun run) {
        ReplayMemory memory = run.part(path(), ReplayMemory.class);
        memory.open(Rows.FIELDS, 1);
        Rows.append(memory, 0, 10);
        Rows.draw(memory, 4);
        memory.learned(new float[] {1, 2, 3, 4});
    }
}
