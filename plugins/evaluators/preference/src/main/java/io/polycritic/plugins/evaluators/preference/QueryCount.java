package io.polycritic.plugins.evaluators.preference;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code query-count}. */
@Component
@PluginId("query-count")
public final class QueryCount implements EvaluatorFactory<QueryCount.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Reward slot of the model.")
        String model() default "model";

        @Setting(value = "Responses that are compared with one another.", min = 2, max = 4096, live = true)
        int responses() default 64;
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
        return "Counts the network passes that a preference model needs to compare all pairs of a set of responses.";
    }

    @Override
    public String paper() {
        return "after arXiv 2410.02197";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new SetEvaluator(new HeldOut(config.model()), config.responses(), SetEvaluator::queries);
    }
}
