package io.polycritic.plugins.evaluators.language;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code kl-to-ref}. */
@Component
@PluginId("kl-to-ref")
public final class KlToRef implements EvaluatorFactory<KlToRef.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Id of the run whose policy is the reference.")
        String reference();

        @Setting("Slot of the stream of prompts: environment, or streams.<name>.")
        String prompts() default "environment";

        @Setting(value = "Prompts.", unit = "rows", min = 1, max = 65536, live = true)
        int posts() default 512;

        @Setting(value = "Number of the first prompt; others for choosing settings than for reports.", min = 0)
        long from() default 0;
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
        return "How far a policy is from its reference: the divergence of whole responses, estimated by samples.";
    }

    @Override
    public String paper() {
        return "after arXiv 2009.01325";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new DivergenceEvaluator(
                new HeldOutPosts(context, config.prompts(), config.from(), config.posts()), config.reference());
    }
}
