package io.polycritic.plugins.example;

import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class ContractsTest {
    /** The part is made in a run of the recipe, which then makes some updates with it. */
    private abstract static class Contract extends PluginContract {
        private final Recipe recipe = new Recipe();
        private final String path;

        Contract(String path) {
            this.path = path;
        }

        @Override
        protected final TestRun run() {
            return recipe.before(path);
        }

        @Override
        protected final String path() {
            return path;
        }

        @Override
        protected final PartFactory<?, ?> plugin() {
            return recipe.plugin(path);
        }

        @Override
        protected final Map<String, ?> config() {
            return recipe.config(path);
        }

        @Override
        protected final void prepare(TestRun run) {
            recipe.after(path, run);
            recipe.train(run, 3);
        }
    }

    @Nested
    class Corridor extends Contract {
        Corridor() {
            super("environment");
        }
    }

    @Nested
    class Tabular extends Contract {
        Tabular() {
            super("learner");
        }
    }

    @Nested
    class Distance extends Contract {
        Distance() {
            super("rewards.distance");
        }
    }

    @Nested
    class Sgd extends Contract {
        Sgd() {
            super("optimizers.actor");
        }
    }

    @Nested
    class Return extends Contract {
        Return() {
            super("evaluators.return");
        }
    }
}
