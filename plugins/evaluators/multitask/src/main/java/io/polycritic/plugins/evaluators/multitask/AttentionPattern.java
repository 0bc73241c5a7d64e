package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code attention-pattern}. */
@Component
@PluginId("attention-pattern")
public final class AttentionPattern implements EvaluatorFactory<AttentionPattern.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Least size of a value from which on a head is in use.", min = 0, live = true)
        double used() default 0.3;
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
        return "What each head has become: weight, value, kind; and the step that all heads make together.";
    }

    @Override
    public String paper() {
        return "arXiv 2503.12734";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new PromptEvaluator((learner, stream) -> HeadPattern.measures(learner.heads(), stream, config.used()));
    }
}
