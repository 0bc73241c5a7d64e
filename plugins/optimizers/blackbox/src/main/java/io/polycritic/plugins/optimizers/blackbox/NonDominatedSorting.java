package io.polycritic.plugins.optimizers.blackbox;

import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code nsga2}. */
@Component
@PluginId("nsga2")
public final class NonDominatedSorting implements OptimizerFactory<NonDominatedSorting.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Candidates that survive and have children.", min = 2, max = 100000, live = true)
        int population() default 100;

        @Setting(value = "Chance that two parents are crossed.", min = 0, max = 1, live = true)
        double crossover() default 0.9;

        @Setting(
                value = "Distribution index of real genes; the greater, the nearer children are to their parents.",
                min = 0,
                max = 1000,
                live = true)
        double spread() default 15;
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
        return "NSGA-II: children of the best measured candidates by non-dominated rank and crowding distance.";
    }

    @Override
    public String paper() {
        return "Deb et al. 2002, IEEE Transactions on Evolutionary Computation 6(2)";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        return new Evolution(
                new Evolution.Constants(config.population(), config.crossover(), config.spread()),
                context.random("children"));
    }
}
