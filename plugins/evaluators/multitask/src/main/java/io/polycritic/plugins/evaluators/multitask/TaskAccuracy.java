package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code task-accuracy}. */
@Component
@PluginId("task-accuracy")
public final class TaskAccuracy implements EvaluatorFactory<TaskAccuracy.Config> {
    /** Settings. */
    public @interface Config {}

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
        return "Accuracy and cross-entropy of each task on rows that are never learned from.";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new TaskEvaluator(TestRows::accuracy);
    }
}
