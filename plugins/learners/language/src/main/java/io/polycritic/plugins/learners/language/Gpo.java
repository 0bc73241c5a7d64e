package io.polycritic.plugins.learners.language;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.language.TextPolicy;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code gpo}. */
@Component
@PluginId("gpo")
public final class Gpo implements LearnerFactory<Gpo.Config> {
    /** What log-ratios are fitted to. */
    public enum Target {
        /** The mean score against the policy's own responses: general preference optimization. */
        SCORE,
        /** The mean probability to be preferred to them, less 1/2: self-play preference optimization (SPPO). */
        PROBABILITY
    }

    /** Which responses of a set are learned from. */
    public enum Pick {
        /** The best and the worst. */
        EXTREMES,
        /** All. */
        ALL
    }

    /** Settings. */
    public @interface Config {
        @Setting("Id of the run whose policy it begins with.")
        String run();

        @Setting("Reward slot of the preference model.")
        String preference() default "preference";

        @Setting("Whether log-ratios follow mean scores, or mean probabilities less 1/2.")
        Target target() default Target.SCORE;

        @Setting(
                value = "Target per nat of log-ratio: the smaller, the further the policy moves.",
                min = 1e-6,
                live = true)
        double beta() default 0.1;

        @Setting(value = "Responses to a prompt, K.", min = 1, max = 1024)
        int responses() default 5;

        @Setting("Whether the best and the worst response of a prompt are learned from, or all.")
        Pick pick() default Pick.EXTREMES;

        @Setting(value = "Prompts of an update.", unit = "rows", min = 1, max = 65536)
        int prompts() default 60;

        @Setting(value = "Gradient steps of an update.", min = 1, max = 10000, live = true)
        int epochs() default 2;

        @Setting(
                value = "Updates of an iteration, at whose beginning the policy that responds becomes the newest one.",
                unit = "updates",
                min = 1)
        int iteration() default 10;

        @Setting("Optimizer slot that changes the policy.")
        String optimizer() default "policy";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return TextPolicy.class;
    }

    @Override
    public String description() {
        return "Preference optimization on a policy's own responses: log-ratios are fitted to how they compare with one"
                + " another, by scores (GPO) or probabilities (SPPO).";
    }

    @Override
    public String paper() {
        return "Zhang et al. 2024, arXiv 2410.02197; Wu et al. 2024, arXiv 2405.00675";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        if (config.responses() < 2) {
            throw new InvalidConfigException(
                    "responses", "needs K >= 2 responses to a prompt, found " + config.responses());
        }
        return new PreferenceRegression(
                context,
                Tuned.of(context, config.run()),
                new PreferenceRegression.Constants(
                        "rewards." + config.preference(),
                        "optimizers." + config.optimizer(),
                        config.target(),
                        config.pick(),
                        config.beta(),
                        config.epochs(),
                        config.iteration()),
                new PreferenceRegression.Size(config.prompts(), config.responses()));
    }
}
