package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code uncertainty-weighting}. */
@Component
@PluginId("uncertainty-weighting")
public final class UncertaintyWeighting implements OptimizerFactory<UncertaintyWeighting.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Step size of the logarithms of the variances.", min = 0, live = true)
        double learningRate() default 0.01;
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
        return "Uncertainty weighting: each objective counts by a variance of its own, which is learned.";
    }

    @Override
    public String paper() {
        return "Kendall, Gal and Cipolla 2018, arXiv 1705.07115";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        return new UncertaintyAggregator(config.learningRate(), context.metrics());
    }
}
