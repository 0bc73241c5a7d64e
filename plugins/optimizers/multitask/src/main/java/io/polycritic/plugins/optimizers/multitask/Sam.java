package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.multitask.Perturbation;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code sam}. */
@Component
@PluginId("sam")
public final class Sam implements OptimizerFactory<Sam.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Distance of the worst point from the parameters.", min = 0, live = true)
        double rho() default 0.05;

        @Setting(value = "Whether the distance scales with each weight.", live = true)
        boolean adaptive() default false;

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
        return "SAM: follows the gradient at the worst point near the parameters.";
    }

    @Override
    public String paper() {
        return "Foret et al. 2021, arXiv 2010.01412";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        return new SamOptimizer(
                context,
                new Below(context, config.base(), null),
                Perturbation.of("rho", config.rho(), config.adaptive()));
    }
}
