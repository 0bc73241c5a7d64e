package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.multitask.Perturbation;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code gradient-conflict}. */
@Component
@PluginId("gradient-conflict")
public final class GradientConflict implements EvaluatorFactory<GradientConflict.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Distance at which flatness is measured.", min = 0, live = true)
        double rho() default 0.1;

        @Setting(value = "Rows that gradients are measured on, those of the training split.", min = 1, live = true)
        int rows() default 1000;

        @Setting(value = "Rows of one batch.", min = 1, live = true)
        int batch() default 125;
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
        return "How often tasks pull the shared parameters apart: in losses, in flatness, and the one against the other.";
    }

    @Override
    public String paper() {
        return "after Yu et al. 2020, arXiv 2001.06782";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new TaskEvaluator(
                new Conflict(Perturbation.of("rho", config.rho(), false), config.rows(), config.batch()));
    }
}
