package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code icl-risk}. */
@Component
@PluginId("icl-risk")
public final class IclRisk implements EvaluatorFactory<IclRisk.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Pairs of the prompts that are answered.", min = 2, max = 100000)
        int[] lengths() default {40, 80, 160};

        @Setting(value = "Prompts of each length.", min = 100, max = 10000000, live = true)
        int prompts() default 20000;
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
        return "Squared error of answers to fixed prompts of several lengths, beside ridge regression and gradient descent.";
    }

    @Override
    public String paper() {
        return "after arXiv 2503.12734";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        if (config.lengths().length == 0) {
            throw new InvalidConfigException("lengths", "found none, allowed is at least one length");
        }
        return new PromptEvaluator(new RiskTable(config.lengths(), config.prompts(), context.random("prompts")));
    }
}
