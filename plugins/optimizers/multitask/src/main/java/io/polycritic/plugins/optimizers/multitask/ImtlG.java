package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code imtl-g}. */
@Component
@PluginId("imtl-g")
public final class ImtlG implements OptimizerFactory<ImtlG.Config> {
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
        return "IMTL-G: the weighted mean with equal projections on the directions of all gradients.";
    }

    @Override
    public String paper() {
        return "Liu et al., Towards impartial multi-task learning, ICLR 2021";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        return new RuleAggregator(new EqualProjection());
    }
}
