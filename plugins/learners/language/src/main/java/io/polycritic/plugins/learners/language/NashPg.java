package io.polycritic.plugins.learners.language;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.language.TextPolicy;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code nash-pg}. */
@Component
@PluginId("nash-pg")
public final class NashPg implements LearnerFactory<NashPg.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Id of the run whose policy it begins with, and which is its reference.")
        String run();

        @Setting("Reward slot of the preference model.")
        String preference() default "preference";

        @Setting("Whom the policy plays against: a mixture with the reference, or the average of its own weights.")
        Opponent opponent() default Opponent.MIXTURE;

        @Setting(
                value = "Share of the reference in the mixture: 0 for self-play, 1 for the reference alone.",
                min = 0,
                max = 1,
                live = true)
        double beta() default 0.125;

        @Setting(value = "Share of the newest weights in each step of the average.", min = 0, max = 1, live = true)
        double averageRate() default 0.05;

        @Setting(value = "Price of a nat of distance from the reference, in probability.", min = 0, live = true)
        double tau() default 0.1;

        @Setting(value = "Prompts of an update.", unit = "rows", min = 1, max = 65536)
        int prompts() default 64;

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
        return "Nash learning from preferences: policy gradient against an opponent, towards the policy that none beats.";
    }

    @Override
    public String paper() {
        return "Munos et al. 2024, arXiv 2312.00886";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        if (config.tau() == 0) {
            throw new InvalidConfigException(
                    "tau",
                    "found 0, where the equilibrium is not unique and the last iterate need not converge; allowed is a"
                            + " number above 0, or a tabular game, whose average iterate converges");
        }
        Tuned policy = Tuned.of(context, config.run());
        return new NashLearner(
                context,
                policy,
                new NashLearner.Constants(
                        "rewards." + config.preference(),
                        "optimizers." + config.optimizer(),
                        config.opponent(),
                        config.beta(),
                        config.averageRate(),
                        config.tau(),
                        config.prompts()));
    }
}
