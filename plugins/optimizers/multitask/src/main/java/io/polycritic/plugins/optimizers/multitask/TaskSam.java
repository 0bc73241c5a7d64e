package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Optimizer;
import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.multitask.Perturbation;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code task-sam}. */
@Component
@PluginId("task-sam")
public final class TaskSam implements OptimizerFactory<TaskSam.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Distance of a task's worst point in the shared parameters.", min = 0, live = true)
        double rhoShared() default 0.1;

        @Setting(value = "Distance of a task's worst point in its own parameters.", min = 0, live = true)
        double rhoTask() default 0.1;

        @Setting(value = "Whether the distances scale with each weight.", live = true)
        boolean adaptive() default false;

        @Setting(value = "What is aggregated, and whether each task has a worst point of its own.", live = true)
        TaskSamOptimizer.Split split() default TaskSamOptimizer.Split.SEPARATE;

        @Setting("Optimizer slot of the aggregator.")
        String aggregator() default "aggregator";

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
        return "Follows a flat region of each task: an aggregator makes one direction of losses, and one of flatness.";
    }

    @Override
    public String paper() {
        return "Phan et al. 2022, arXiv 2211.13723";
    }

    @Override
    public Optimizer create(Config config, PartContext context) {
        if (config.rhoShared() == 0 && config.rhoTask() == 0) {
            context.logger()
                    .log(
                            System.Logger.Level.INFO,
                            context.path() + ": with distances of 0 this is the same as gradient-surgery");
        }
        return new TaskSamOptimizer(
                context,
                new Below(context, config.base(), config.aggregator()),
                Perturbation.of("rhoShared", config.rhoShared(), config.adaptive()),
                Perturbation.of("rhoTask", config.rhoTask(), config.adaptive()),
                config.split());
    }
}
