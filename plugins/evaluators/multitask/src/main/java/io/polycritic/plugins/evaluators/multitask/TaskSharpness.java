package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code task-sharpness}. */
@Component
@PluginId("task-sharpness")
public final class TaskSharpness implements EvaluatorFactory<TaskSharpness.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Distance from the parameters.", min = 0, live = true)
        double radius() default 0.05;

        @Setting(value = "Steps of the search for the highest loss.", min = 1, max = 1000, live = true)
        int ascentSteps() default 5;

        @Setting(value = "Random directions.", min = 1, max = 10000, live = true)
        int directions() default 10;

        @Setting(value = "Rows that the loss is measured on, those of the training split.", min = 1, live = true)
        int rows() default 1000;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Evaluator> partType() {
        return Evaluator.class;
    }

    @Override
    public String description() {
        return "How much each task's loss rises near the shared parameters: at most, and in random directions.";
    }

    @Override
    public String paper() {
        return "after arXiv 2211.13723";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new TaskEvaluator(new Sharpness(
                config.radius(),
                config.ascentSteps(),
                config.directions(),
                config.rows(),
                context.random("directions")));
    }
}
