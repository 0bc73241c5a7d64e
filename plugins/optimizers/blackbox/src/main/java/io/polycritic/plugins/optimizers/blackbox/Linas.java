package io.polycritic.plugins.optimizers.blackbox;

import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code linas}. */
@Component
@PluginId("linas")
public final class Linas implements OptimizerFactory<Linas.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Optimizer slot that searches among predictions.")
        String inner() default "inner";

        @Setting(value = "Candidates of a generation of the inner search.", min = 2, max = 10000, live = true)
        int population() default 100;

        @Setting(value = "Generations of the inner search.", min = 1, max = 10000, live = true)
        int generations() default 40;

        @Setting(
                value = "How many of the proposed are mutants of the measured front, whatever is predicted of them.",
                min = 0,
                max = 10000,
                live = true)
        int mutants() default 0;
    }

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
        return "LINAS: searches long among predicted scores, and proposes the best of what it finds to be measured.";
    }

    @Override
    public String paper() {
        return "Cummings et al. 2022, arXiv 2205.10358";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        String path = "optimizers." + config.inner();
        Slot<SearchOptimizer> inner = context.slot(path, SearchOptimizer.class);
        RandomStream random = context.random("candidates");
        InnerSearch search = new InnerSearch(config.population(), config.generations(), config.mutants());
        return new Proposer(
                (outer, count) -> search.propose(outer, count, inner.get(), random),
                Wiring.builder().calls(path, SearchOptimizer.class, 1).build());
    }
}
