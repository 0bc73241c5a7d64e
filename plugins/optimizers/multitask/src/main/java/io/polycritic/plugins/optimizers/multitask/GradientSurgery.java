package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code gradient-surgery}. */
@Component
@PluginId("gradient-surgery")
public final class GradientSurgery implements OptimizerFactory<GradientSurgery.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Optimizer slot of the aggregator.")
        String aggregator() default "aggregator";

        @Setting("Optimizer slot of the base optimizer, which makes the steps.")
        String base() default "base";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Optimizer> partType() {
        return GradientOptimizer.class;
    }

    @Override
    public String description() {
        return "Follows what an aggregator makes of the gradients of all objectives.";
    }

    @Override
    public String paper() {
        return "after Yu et al. 2020, arXiv 2001.06782";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        return new SurgeryOptimizer(context, new Below(context, config.base(), config.aggregator()));
    }
}
