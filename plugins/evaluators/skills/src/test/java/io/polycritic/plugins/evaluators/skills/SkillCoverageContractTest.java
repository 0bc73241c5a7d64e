package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;

class SkillCoverageContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new SkillCoverage();
    }

    @Override
    protected TestRun run() {
        return EvaluatorsTest.run();
    }

    @Override
    protected String path() {
        return "evaluators.test";
    }
}
