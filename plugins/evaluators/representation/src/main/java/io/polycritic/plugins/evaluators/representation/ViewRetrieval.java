package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code view-retrieval}. */
@Component
@PluginId("view-retrieval")
public final class ViewRetrieval implements EvaluatorFactory<ViewRetrieval.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Test items among which each is searched.", min = 2, max = 100000, live = true)
        int items() default 512;
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
        return "How often the nearest embedding of another view belongs to the same item.";
    }

    @Override
    public String paper() {
        return "after arXiv 2507.06979";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new RetrievalProbing(config.items());
    }
}
