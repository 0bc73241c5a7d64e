package io.polycritic.plugins.evaluators.returns;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code episode-return}. */
@Component
@PluginId("episode-return")
public final class EpisodeReturn implements EvaluatorFactory<EpisodeReturn.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Episodes that are run side by side.", min = 1, max = 100000, live = true)
        int episodes() default 20;

        @Setting("Signal that is summed over an episode.")
        String signal() default EnvironmentSpec.REWARD;

        @Setting(
                value = "Steps after which an episode is cut that the world does not end.",
                unit = "steps",
                min = 1,
                live = true)
        int maxSteps() default 10000;
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
        return "Sum of a signal over whole episodes of the most likely actions.";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        int at;
        try {
            at = context.environment().signals().offset(config.signal());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException("signal", e.getMessage());
        }
        return new ReturnEvaluator(config.episodes(), at, config.maxSteps(), context.random("skills"));
    }
}
