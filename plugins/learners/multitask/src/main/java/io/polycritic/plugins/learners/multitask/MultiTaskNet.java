package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.multitask.MultiTaskLearner;
import io.polycritic.nn.Activation;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code multi-task-net}. */
@Component
@PluginId("multi-task-net")
public final class MultiTaskNet implements LearnerFactory<MultiTaskNet.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Tasks that are learned; none for all of the stream's.")
        String[] tasks() default {};

        @Setting(value = "Widths of the trunk's layers, which all tasks share.", min = 1, max = 8192)
        int[] hidden() default {128, 64};

        @Setting("Function behind each layer of the trunk.")
        Activation activation() default Activation.RELU;

        @Setting(value = "Share of the trunk's outputs that are dropped while learning.", min = 0, max = 0.99)
        double dropout() default 0;

        @Setting(value = "Rows of a gradient step.", unit = "rows", min = 1, max = 1000000)
        int batch() default 128;

        @Setting(value = "Gradient steps of an update.", min = 1, max = 1000000, live = true)
        int gradientSteps() default 12;

        @Setting("Optimizer slot that changes the network.")
        String optimizer() default "shared";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return MultiTaskLearner.class;
    }

    @Override
    public String description() {
        return "A shared network with a head for each task; each task's cross-entropy is an objective of its own.";
    }

    @Override
    public String paper() {
        return "Caruana 1997, Machine Learning 28";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        TaskNet net = TaskNet.of(
                context.environment().observation(),
                config.tasks(),
                config.hidden(),
                config.activation(),
                context.random("initial"));
        return new NetLearner(
                net,
                new NetLearner.Constants(
                        config.batch(), config.gradientSteps(), config.dropout(), "optimizers." + config.optimizer()),
                context);
    }
}
