package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code calibration-error}. */
@Component
@PluginId("calibration-error")
public final class CalibrationError implements EvaluatorFactory<CalibrationError.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Bins of equal width that confidences fall into.", min = 1, max = 1000, live = true)
        int bins() default 15;
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
        return "How far each task's confidence is from its accuracy, on rows that are never learned from.";
    }

    @Override
    public String paper() {
        return "Guo et al. 2017, arXiv 1706.04599";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new TaskEvaluator((learner, stream) -> TestRows.calibration(learner, stream, config.bins()));
    }
}
