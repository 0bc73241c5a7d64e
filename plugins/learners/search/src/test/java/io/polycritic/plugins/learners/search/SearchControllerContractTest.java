package io.polycritic.plugins.learners.search;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;

class SearchControllerContractTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new SearchController();
    }

    @Override
    protected TestRun run() {
        return Searches.run("linas", new Puzzle("one", "quality", "cost"));
    }

    @Override
    protected String path() {
        return "learner";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("population", 6);
    }

    @Override
    protected void prepare(TestRun run) {
        for (int i = 0; i < 14; i++) {
            run.part("learner", Learner.class).update();
        }
    }
}
