package io.polycritic.plugins.evaluators.critique;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.critique.Split;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code critique-jaccard}. */
@Component
@PluginId("critique-jaccard")
public final class CritiqueJaccard implements EvaluatorFactory<CritiqueJaccard.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(
                value = "Paths that are spoiled and criticised, the first ones of the split.",
                min = 1,
                max = 1000000,
                live = true)
        int items() default 1000;

        @Setting("Split that the paths are of.")
        Split split() default Split.TEST;

        @Setting("Slot of the world whose paths are spoiled.")
        String stream() default "environment";

        @Setting("Critic slot that is measured.")
        String critic() default "critique";

        @Setting(value = "Most errors that are planted into a path.", unit = "errors", min = 1, max = 100, live = true)
        int most() default 5;

        @Setting(value = "Temperature of the critiques that are drawn.", min = 0.01, live = true)
        double temperature() default 1;
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
        return "How well critiques name planted errors, drawn and most likely ones, and how much of that is seen in the"
                + " picture.";
    }

    @Override
    public String paper() {
        return "after arXiv 2411.18203";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new PlantedErrors(config, context);
    }
}
