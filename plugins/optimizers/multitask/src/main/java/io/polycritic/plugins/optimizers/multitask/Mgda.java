package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code mgda}. */
@Component
@PluginId("mgda")
public final class Mgda implements OptimizerFactory<Mgda.Config> {
    /** Settings. */
    public @interface Config {}

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Optimizer> partType() {
        return GradientAggregator.class;
    }

    @Override
    public String description() {
        return "MGDA: the shortest vector among all weighted means of the gradients.";
    }

    @Override
    public String paper() {
        return "Sener and Koltun 2018, arXiv 1810.04650";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        return new RuleAggregator(new MinNorm());
    }
}
