package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code embedding-geometry}. */
@Component
@PluginId("embedding-geometry")
public final class EmbeddingGeometry implements EvaluatorFactory<EmbeddingGeometry.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Clean test items whose embeddings are measured.", min = 2, max = 100000, live = true)
        int items() default 2048;

        @Setting(value = "Training items whose augmented views are compared.", min = 2, max = 100000, live = true)
        int pairs() default 512;
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
        return "Alignment of views, uniformity, effective rank and spectrum of a frozen encoder's embeddings.";
    }

    @Override
    public String paper() {
        return "Wang and Isola 2020, arXiv 2005.10242; Roy and Vetterli 2007";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new Geometry(config.items(), config.pairs(), context.linearAlgebra());
    }
}
