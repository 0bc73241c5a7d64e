package io.polycritic.plugins.optimizers.gradient;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code adamw}. */
@Component
@PluginId("adamw")
public final class AdamW implements OptimizerFactory<AdamW.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Step size.", min = 0, live = true)
        double learningRate() default 3e-4;

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

        @Setting(value = "Decay of the first moment.", min = 0, max = 0.999999, live = true)
        double beta1() default 0.9;

        @Setting(value = "Decay of the second moment.", min = 0, max = 0.99999999, live = true)
        double beta2() default 0.999;

        @Setting(value = "Number added to the root of the second moment.", min = 0, live = true)
        double epsilon() default 1e-8;

        @Setting(value = "Share of each parameter that a step of rate 1 takes away.", min = 0, live = true)
        double weightDecay() default 0.01;

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
        return "AdamW: Adam with weight decay that is not divided by the second moment.";
    }

    @Override
    public String paper() {
        return "Loshchilov and Hutter 2019, arXiv 1711.05101";
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
                new AdamRule(config.beta1(), config.beta2(), config.epsilon(), config.weightDecay()),
                rate,
                config.maxGradientNorm(),
                context.metrics());
    }
}
