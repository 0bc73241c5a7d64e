package io.polycritic.plugins.evaluators.critique;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.critique.Split;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code refine-matrix}. */
@Component
@PluginId("refine-matrix")
public final class RefineMatrix implements EvaluatorFactory<RefineMatrix.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Questions that are asked, the first ones of the split.", min = 1, max = 1000000, live = true)
        int items() default 2000;

        @Setting("Split that the questions are of.")
        Split split() default Split.TEST;

        @Setting("Slot of the questions; another stream of the same world may have them.")
        String stream() default "environment";

        @Setting(value = "Temperature of the paths; above 0 critiques are drawn at 1.", min = 0, live = true)
        double temperature() default 0;
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
        return "What refining does: answers that become right, become wrong and stay, per round, why it stops, what it"
                + " costs, and how good the paths are.";
    }

    @Override
    public String paper() {
        return "after arXiv 2411.18203";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new Matrix(config, context);
    }
}
