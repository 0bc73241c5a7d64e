package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code linear-probe}. */
@Component
@PluginId("linear-probe")
public final class LinearProbe implements EvaluatorFactory<LinearProbe.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("What is probed.")
        Source of() default Source.FEATURES;

        @Setting(
                value = "Training items that the regression is fitted to, as many of each class as can be.",
                min = 2,
                max = 10000000,
                live = true)
        int items() default 10000;

        @Setting(value = "Weight of the squared weights in the loss, the bias free.", min = 0, live = true)
        double decay() default 1e-4;

        @Setting(value = "Greatest magnitude of the gradient's numbers at which the fit ends.", min = 0, live = true)
        double tolerance() default 1e-5;

        @Setting(value = "Steps of L-BFGS at most.", min = 1, max = 1000000, live = true)
        int iterations() default 300;
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
        return "Accuracy on test items of a multinomial logistic regression on a frozen encoder's features.";
    }

    @Override
    public String paper() {
        return "Alain and Bengio 2016, arXiv 1610.01644";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new LinearProbing(config.of(), config.items(), config.decay(), config.tolerance(), config.iterations());
    }
}
