package io.polycritic.plugins.evaluators.search;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code surrogate-agreement}. */
@Component
@PluginId("surrogate-agreement")
public final class SurrogateAgreement implements EvaluatorFactory<SurrogateAgreement.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Reward slot that measures candidates.")
        String objectives() default "objectives";

        @Setting(value = "First measured candidates that critics learn from.", min = 10, max = 100000)
        int learned() default 100;

        @Setting(value = "Random candidates, measured for this alone, that critics must order.", min = 2, max = 100000)
        int candidates() default 60;

        @Setting(value = "How often critics also learn from scores in random order, as a control.", min = 1, max = 1000)
        int shuffles() default 10;
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
        return "Rank correlation of what critics predict and what is measured, of candidates that they have not seen.";
    }

    @Override
    public String paper() {
        return "after arXiv 2312.13301";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new AgreementEvaluator(
                config.objectives(),
                new AgreementEvaluator.Counts(config.learned(), config.candidates(), config.shuffles()),
                context);
    }
}
