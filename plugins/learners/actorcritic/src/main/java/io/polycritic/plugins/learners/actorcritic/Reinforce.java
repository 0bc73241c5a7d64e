package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code reinforce}. */
@Component
@PluginId("reinforce")
public final class Reinforce implements LearnerFactory<Reinforce.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 8;

        @Setting(
                value =
                        "Steps of each lane in an update; 0 for the longest episode of the environment, which is the least.",
                unit = "steps",
                min = 0,
                max = 1000000,
                live = true)
        int horizon() default 0;

        @Setting("Reward slot whose returns count where there is no critic; empty for the only one.")
        String reward() default "";

        @Setting(value = "Discount of the next step in these returns.", min = 0, max = 1, live = true)
        double discount() default 0.99;

        @Setting(
                value =
                        "Whether returns or advantages are brought to mean 0 and standard deviation 1 over the rollout.",
                live = true)
        boolean normalise() default true;

        @Setting(value = "Weight of the policy's entropy in the objective.", min = 0, live = true)
        double entropy() default 0;

        @Setting(value = "Widths of the policy network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {64, 64};

        @Setting("Function between the policy network's layers.")
        Activation activation() default Activation.TANH;

        @Setting(
                value = "First logarithm of the standard deviation of continuous actions, limits counted as 1.",
                max = 2)
        double initialLogStd() default -0.5;

        @Setting(
                value =
                        "Standard deviations at which observations normalised by running moments are cut off; 0 for fixed scales.",
                min = 0)
        double observationClip() default 0;

        @Setting("Optimizer slot that changes the policy network.")
        String optimizer() default "actor";

        @Setting(
                value = "Threads that step lanes, 0 for one a processor; does not change what is learned.",
                min = 0,
                max = 256,
                live = true)
        int threads() default 1;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return PolicyLearner.class;
    }

    @Override
    public String description() {
        return "REINFORCE: the policy gradient of returns of whole episodes, with a critic as baseline or without one.";
    }

    @Override
    public String paper() {
        return "Williams 1992, Machine Learning 8";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        RolloutShape shape = RolloutShape.ofWholeEpisodes(
                "reinforce", context.environment(), config.lanes(), config.horizon(), config.threads());
        int longest = context.environment().maxEpisodeSteps();
        Method method = new Method(
                "reinforce",
                new EpisodeReturns(shape, longest, config.reward(), config.discount(), config.normalise()),
                new ScoreLoss(config.entropy()),
                1,
                shape.rows(),
                0,
                "optimizers." + config.optimizer());
        ActorSettings actor = new ActorSettings(
                config.hidden(), config.activation(), config.initialLogStd(), 0, config.observationClip());
        return new OnPolicyLearner(method, actor, shape, context);
    }
}
