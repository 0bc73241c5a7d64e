package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class RmsPropContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new RmsProp();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "optimizers.test";
    }

    @Override
    protected void prepare(TestRun run) {
        Parameters x = Quadratic.start("x", 2f, -1f);
        run.part("optimizers.test", GradientOptimizer.class).step("learner", x, new Quadratic(x, 1, 10));
    }
}
