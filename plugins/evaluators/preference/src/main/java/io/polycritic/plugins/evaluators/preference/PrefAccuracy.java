package io.polycritic.plugins.evaluators.preference;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code pref-accuracy}. */
@Component
@PluginId("pref-accuracy")
public final class PrefAccuracy implements EvaluatorFactory<PrefAccuracy.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Reward slot of the model.")
        String model() default "model";

        @Setting(value = "Comparisons at most, 0 for all that are kept apart.", unit = "rows", min = 0, live = true)
        int comparisons() default 0;
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
        return "How often a preference model agrees with the judge, and with labels, on comparisons kept apart.";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new AccuracyEvaluator(new HeldOut(config.model()), config.comparisons());
    }
}
