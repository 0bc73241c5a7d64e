package io.polycritic.plugins.learners.language;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.language.TextPolicy;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code ppo-text}. */
@Component
@PluginId("ppo-text")
public final class PpoText implements LearnerFactory<PpoText.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Id of the run whose policy it begins with, and which is its reference.")
        String run();

        @Setting("Reward slot whose reward of whole responses is maximised.")
        String reward() default "reward";

        @Setting("Critic slot that judges tokens.")
        String critic() default "value";

        @Setting(value = "Price of a nat of distance from the reference, in rewards.", min = 0, live = true)
        double beta() default 0.3;

        @Setting(
                value = "How far a token's probability may move in an update, as a share; above 0.",
                min = 0,
                live = true)
        double clip() default 0.2;

        @Setting(value = "Prompts of an update.", unit = "rows", min = 1, max = 65536)
        int prompts() default 64;

        @Setting(value = "Gradient steps on the responses of an update.", min = 1, max = 1000, live = true)
        int epochs() default 2;

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
        return "Proximal policy optimisation of tokens: a reward at the end of a response, a price for each token's"
                + " distance from the reference.";
    }

    @Override
    public String paper() {
        return "Stiennon et al. 2020, arXiv 2009.01325";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        if (config.clip() == 0) {
            throw new InvalidConfigException("clip", "found 0, by which nothing moves; allowed is a number above 0");
        }
        return new PpoTextLearner(
                context,
                Tuned.of(context, config.run()),
                new PpoTextLearner.Constants(
                        config.reward(),
                        config.critic(),
                        "optimizers." + config.optimizer(),
                        config.beta(),
                        config.clip(),
                        config.prompts(),
                        config.epochs()));
    }
}
