package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code pcgrad}. */
@Component
@PluginId("pcgrad")
public final class PcGrad implements OptimizerFactory<PcGrad.Config> {
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
        return "PCGrad: takes from each gradient what points against another one, then sums.";
    }

    @Override
    public String paper() {
        return "Yu et al. 2020, arXiv 2001.06782";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        return new RuleAggregator(new ConflictProjection(context.random("loss-order"), context.random("flat-order")));
    }
}
