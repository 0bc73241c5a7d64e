package io.polycritic.plugins.optimizers.blackbox;

import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.search.Proposals;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code random-search}. */
@Component
@PluginId("random-search")
public final class RandomSearch implements OptimizerFactory<RandomSearch.Config> {
    /** No settings. */
    public @interface Config {}

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Optimizer> partType() {
        return SearchOptimizer.class;
    }

    @Override
    public String description() {
        return "Random search: proposes candidates at random, each once.";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        RandomStream random = context.random("candidates");
        return new Proposer(
                (search, count) -> new Proposals(search, count).fill(random).genomes());
    }
}
