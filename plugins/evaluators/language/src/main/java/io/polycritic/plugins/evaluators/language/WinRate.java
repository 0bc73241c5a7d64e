package io.polycritic.plugins.evaluators.language;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code win-rate}. */
@Component
@PluginId("win-rate")
public final class WinRate implements EvaluatorFactory<WinRate.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Reward slot of the preference model or judge who compares.")
        String judge() default "judge";

        @Setting("Slot of the stream of prompts: environment, or streams.<name>.")
        String prompts() default "environment";

        @Setting("Id of the run whose policy is the opponent; empty for what was written about the prompts.")
        String opponent() default "";

        @Setting("Id of the run whose policy is the reference of the regularised preference; empty for none.")
        String reference() default "";

        @Setting(value = "Price of a nat of distance from the reference, in probability.", min = 0, live = true)
        double tau() default 0.1;

        @Setting(value = "Temperature at which the policy speaks; 0 for its most likely tokens.", min = 0, live = true)
        double temperature() default 1;

        @Setting(value = "Temperature at which the opponent speaks.", min = 0, live = true)
        double opponentTemperature() default 1;

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
        return "How often a policy's responses are preferred to another's on the same prompts; ties count half.";
    }

    @Override
    public String paper() {
        return "Munos et al. 2024, arXiv 2312.00886";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        if (!config.reference().isEmpty() && config.opponent().isEmpty()) {
            throw new InvalidConfigException(
                    "reference", "found '" + config.reference() + "' without an opponent, whose distance it needs");
        }
        return new WinRateEvaluator(
                new HeldOutPosts(context, config.prompts(), config.from(), config.posts()),
                new WinRateEvaluator.Match(
                        "rewards." + config.judge(),
                        config.opponent(),
                        config.reference(),
                        config.tau(),
                        config.temperature(),
                        config.opponentTemperature()));
    }
}
