package io.polycritic.plugins.learners.imitation;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Actor;
import io.polycritic.rl.FeatureMap;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code behavior-cloning}. */
@Component
@PluginId("behavior-cloning")
public final class BehaviorCloning implements LearnerFactory<BehaviorCloning.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Stream slot that demonstrations come from.")
        String demonstrations() default "demonstrations";

        @Setting(value = "Demonstrated steps of a gradient step.", unit = "rows", min = 1, max = 1000000, live = true)
        int minibatch() default 256;

        @Setting(value = "Gradient steps of an update.", min = 1, max = 1000000, live = true)
        int gradientSteps() default 32;

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
        return "Behaviour cloning: makes demonstrated actions likely where they were demonstrated.";
    }

    @Override
    public String paper() {
        return "Pomerleau 1989, NIPS 1";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        Actor actor = new Actor(
                new FeatureMap(context.environment().observation(), 0, config.observationClip()),
                ActionHead.of(context.environment().action(), config.initialLogStd()),
                config.hidden(),
                config.activation(),
                context.random("initial"));
        return new Cloner(
                actor,
                new Cloner.Constants(
                        "streams." + config.demonstrations(),
                        "optimizers." + config.optimizer(),
                        config.minibatch(),
                        config.gradientSteps(),
                        config.entropy()),
                context);
    }
}
