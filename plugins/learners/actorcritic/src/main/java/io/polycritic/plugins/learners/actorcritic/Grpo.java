package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code grpo}. */
@Component
@PluginId("grpo")
public final class Grpo implements LearnerFactory<Grpo.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 32;

        @Setting(
                value = "Lanes whose episodes are compared with each other; divides the number of lanes.",
                min = 2,
                max = 65536,
                live = true)
        int group() default 8;

        @Setting(
                value =
                        "Steps of each lane in an update; 0 for the longest episode of the environment, which is the least.",
                unit = "steps",
                min = 0,
                max = 1000000,
                live = true)
        int horizon() default 0;

        @Setting("Names of the reward slots that count, each with its weight; empty for all.")
        String[] rewards() default {};

        @Setting(
                value =
                        "Whether the sum of several rewards is standardised in its group, or each of them before they are summed.",
                live = true)
        GroupAdvantages.Order order() default GroupAdvantages.Order.SUM_THEN_NORMALIZE;

        @Setting(
                value = "Whether differences from the mean of the group are divided by its standard deviation.",
                live = true)
        boolean standardise() default true;

        @Setting(
                value =
                        "Whether the loss is a mean over episodes of each one's mean over its steps, or a mean over all steps.",
                live = true)
        GroupAdvantages.Average average() default GroupAdvantages.Average.EPISODE;

        @Setting(value = "Passes over the rollout in an update.", min = 1, max = 1000, live = true)
        int epochs() default 4;

        @Setting(value = "Rows of a gradient step; at most lanes times horizon.", unit = "rows", min = 1, live = true)
        int minibatch() default 512;

        @Setting(
                value = "How far the probability ratio may fall below 1 before it gains nothing.",
                min = 0,
                live = true)
        double clip() default 0.2;

        @Setting(
                value =
                        "How far the probability ratio may rise above 1 before it gains nothing; 0 for as far as it may fall.",
                min = 0,
                live = true)
        double clipHigh() default 0;

        @Setting(value = "Weight of the divergence from the reference policy; 0 for none.", min = 0, live = true)
        double kl() default 0;

        @Setting(
                value = "Updates after which the present policy becomes the reference; 0 keeps the first one.",
                unit = "updates",
                min = 0,
                live = true)
        int referenceInterval() default 0;

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
        return "Group-relative policy optimisation: episodes are compared with others of their group, without a critic.";
    }

    @Override
    public String paper() {
        return "Shao et al. 2024, arXiv 2402.03300";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        RolloutShape shape = RolloutShape.ofWholeEpisodes(
                "grpo", context.environment(), config.lanes(), config.horizon(), config.threads());
        GroupAdvantages.Rule rule = new GroupAdvantages.Rule(
                config.group(), List.of(config.rewards()), config.order(), config.standardise(), config.average());
        double high = config.clipHigh() == 0 ? config.clip() : config.clipHigh();
        Method method = new Method(
                "grpo",
                new GroupAdvantages(shape, context.environment().maxEpisodeSteps(), rule),
                new ClippedLoss(config.clip(), high, config.entropy(), config.kl()),
                config.epochs(),
                shape.checkedMinibatch(config.minibatch()),
                0,
                "optimizers." + config.optimizer());
        ActorSettings actor = new ActorSettings(
                config.hidden(), config.activation(), config.initialLogStd(), 0, config.observationClip());
        OnPolicyLearner.Acting acting = OnPolicyLearner.Acting.inWorld(actor, shape, context);
        return new OnPolicyLearner(method, actor, shape, context, acting, config.referenceInterval());
    }
}
