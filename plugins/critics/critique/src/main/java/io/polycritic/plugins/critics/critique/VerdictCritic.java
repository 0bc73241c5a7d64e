package io.polycritic.plugins.critics.critique;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.Written;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code verdict-critic}. */
@Component
@PluginId("verdict-critic")
public final class VerdictCritic implements CriticFactory<VerdictCritic.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Run whose learner writes the critiques, as it was at its newest snapshot.")
        String run();

        @Setting(
                value = "Temperature of the critiques that it is asked for in a batch; 0 for the most likely.",
                min = 0)
        double temperature() default 0;

        @Setting("Whether each row gets the critique of the next one, as a control.")
        boolean shuffled() default false;

        @Setting(value = "Critiques that are written side by side.", unit = "rows", min = 1, max = 10000)
        int rows() default 250;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Critic> partType() {
        return CritiqueModel.class;
    }

    @Override
    public String description() {
        return "A vision-language model of another run that sees picture, question and path, and writes a critique and"
                + " a verdict.";
    }

    @Override
    public String paper() {
        return "Zhang et al. 2025, arXiv 2411.18203";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        VlmLearner learner = context.frozen(config.run())
                .part("learner", VlmLearner.class)
                .orElseThrow(() -> new InvalidConfigException(
                        "run", "the learner of '" + config.run() + "' is no vision-language model"));
        if (learner.model().written() != Written.CRITIQUE) {
            throw new InvalidConfigException(
                    "run",
                    "the model of '" + config.run() + "' writes a "
                            + learner.model().written() + ", needed is one that writes critiques");
        }
        return new WrittenVerdicts(learner, config, context);
    }
}
