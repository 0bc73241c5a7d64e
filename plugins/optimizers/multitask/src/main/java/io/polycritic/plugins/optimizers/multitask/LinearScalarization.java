package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code linear-scalarization}. */
@Component
@PluginId("linear-scalarization")
public final class LinearScalarization implements OptimizerFactory<LinearScalarization.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Weight of each objective in order; none for 1 each.", live = true)
        double[] weights() default {};
    }

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
        return "The sum of the gradients, each times a weight.";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        return new RuleAggregator(new WeightedSum(config.weights()));
    }
}
