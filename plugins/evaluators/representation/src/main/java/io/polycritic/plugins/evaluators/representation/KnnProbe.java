package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code knn-probe}. */
@Component
@PluginId("knn-probe")
public final class KnnProbe implements EvaluatorFactory<KnnProbe.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("What is compared.")
        Source of() default Source.FEATURES;

        @Setting(
                value = "Training items that are searched, as many of each class as can be.",
                min = 1,
                max = 10000000,
                live = true)
        int items() default 10000;

        @Setting(value = "Neighbours that vote.", min = 1, max = 10000, live = true)
        int neighbors() default 20;

        @Setting(
                value = "What cosines are divided by in the weight of a vote, exp(cosine / temperature).",
                min = 1e-3,
                live = true)
        double temperature() default 0.1;
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
        return "Accuracy on test items of a vote of the nearest training items by a frozen encoder's features.";
    }

    @Override
    public String paper() {
        return "Wu et al. 2018, arXiv 1805.01978";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new NeighborProbing(
                config.of(), config.items(), config.neighbors(), config.temperature(), context.compute());
    }
}
