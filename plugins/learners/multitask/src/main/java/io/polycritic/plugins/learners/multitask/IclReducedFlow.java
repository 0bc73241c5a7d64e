package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.multitask.PromptLearner;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code icl-reduced-flow}. */
@Component
@PluginId("icl-reduced-flow")
public final class IclReducedFlow implements LearnerFactory<IclReducedFlow.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Heads, each of one weight and one value.", min = 1, max = 1024)
        int heads() default 4;

        @Setting(value = "Standard deviation of the first weights and values.", min = 1e-6)
        double initialDeviation() default 0.1;

        @Setting("Which signs heads begin with.")
        Signs signs() default Signs.RANDOM;

        @Setting(value = "Time of one step.", min = 1e-9, max = 10, live = true)
        double timeStep() default 0.05;

        @Setting(value = "Steps in time of an update.", min = 1, max = 1000000, live = true)
        int gradientSteps() default 25;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return PromptLearner.class;
    }

    @Override
    public String description() {
        return "Gradient flow of the loss that attention has when each head is one weight and one value.";
    }

    @Override
    public String paper() {
        return "after arXiv 2503.12734";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        Targets.check(context.environment().observation(), 1);
        return new FlowLearner(
                config.heads(),
                config.initialDeviation(),
                config.signs(),
                config.timeStep(),
                config.gradientSteps(),
                context);
    }
}
