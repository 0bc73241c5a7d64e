package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code cagrad}. */
@Component
@PluginId("cagrad")
public final class CaGrad implements OptimizerFactory<CaGrad.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(
                value = "How far the direction may leave the mean gradient, as a share of its length.",
                min = 0,
                max = 0.999999,
                live = true)
        double c() default 0.4;
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
        return "CAGrad: the direction near the mean gradient that helps the worst objective most.";
    }

    @Override
    public String paper() {
        return "Liu et al. 2021, arXiv 2110.14048";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        return new RuleAggregator(new ConflictAverse(config.c()));
    }
}
