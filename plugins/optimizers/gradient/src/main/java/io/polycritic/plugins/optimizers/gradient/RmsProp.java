package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code rmsprop}. */
@Component
@PluginId("rmsprop")
public final class RmsProp implements OptimizerFactory<RmsProp.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Step size.", min = 0, live = true)
        double learningRate() default 7e-4;

        @Setting(value = "Step size at the end of the decay.", min = 0, live = true)
        double finalLearningRate() default 0;

        @Setting(value = "Steps of the decay; 0 keeps the step size constant.", unit = "steps", min = 0, live = true)
        long decaySteps() default 0;

        @Setting(value = "Way of the decay from the step size to the final one.", live = true)
        LearningRate.Decay decay() default LearningRate.Decay.LINEAR;

        @Setting(
                value = "Steps at the beginning in which the step size rises from near 0.",
                unit = "steps",
                min = 0,
                live = true)
        long warmupSteps() default 0;

        @Setting(value = "Share of the mean square that is kept in a step.", min = 0, max = 0.99999999, live = true)
        double alpha() default 0.99;

        @Setting(value = "Number added to the mean square, under the root.", min = 0, live = true)
        double epsilon() default 1e-5;

        @Setting(
                value = "Greatest norm of a gradient; longer ones are shortened, 0 turns this off.",
                min = 0,
                live = true)
        double maxGradientNorm() default 0;
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
        return "RMSProp: steps along the gradient divided by the root of its mean square.";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        LearningRate rate = new LearningRate(
                config.learningRate(),
                config.finalLearningRate(),
                config.decaySteps(),
                config.decay(),
                config.warmupSteps());
        return new Descent(
                new RmsPropRule(config.alpha(), config.epsilon()), rate, config.maxGradientNorm(), context.metrics());
    }
}
