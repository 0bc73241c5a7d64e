package io.polycritic.plugins.example;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code example-return}. */
@Component
@PluginId("example-return")
public final class ExampleReturn implements EvaluatorFactory<ExampleReturn.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Episodes, run side by side.", min = 1, max = 10000, live = true)
        int episodes() default 10;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Evaluator> partType() {
        return Evaluator.class;
    }

    @Override
    public String description() {
        return "Sum of the environment's own reward over whole episodes of the most likely actions.";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new Returns(config.episodes(), context.environment());
    }
}
