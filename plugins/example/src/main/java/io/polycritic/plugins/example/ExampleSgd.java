package io.polycritic.plugins.example;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code example-sgd}. */
@Component
@PluginId("example-sgd")
public final class ExampleSgd implements OptimizerFactory<ExampleSgd.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "How far a step goes along the gradient.", min = 0, live = true)
        double learningRate() default 0.1;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<GradientOptimizer> partType() {
        return GradientOptimizer.class;
    }

    @Override
    public String description() {
        return "Plain gradient descent.";
    }

    @Override
    public GradientOptimizer create(Config config, PartContext context) {
        return new Descent(config.learningRate());
    }
}
