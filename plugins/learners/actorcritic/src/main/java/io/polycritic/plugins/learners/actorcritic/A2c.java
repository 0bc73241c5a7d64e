package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code a2c}. */
@Component
@PluginId("a2c")
public final class A2c implements LearnerFactory<A2c.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 16;

        @Setting(value = "Steps of each lane in an update.", unit = "steps", min = 1, max = 1000000, live = true)
        int horizon() default 5;

        @Setting(
                value = "Whether each critic's advantages are brought to mean 0 and standard deviation 1 first.",
                live = true)
        boolean normalise() default false;

        @Setting(value = "Weight of the policy's entropy in the objective.", min = 0, live = true)
        double entropy() default 0.01;

        @Setting(
                value =
                        "Updates from one measurement of the conflict between critics' gradients to the next; 0 for none.",
                unit = "updates",
                min = 0,
                live = true)
        int conflictEvery() default 100;

        @Setting(value = "Widths of the policy network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {64, 64};

        @Setting("Function between the policy network's layers.")
        Activation activation() default Activation.TANH;

        @Setting(
                value = "First logarithm of the standard deviation of continuous actions, limits counted as 1.",
                max = 2)
        double initialLogStd() default 0;

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
        return "Advantage actor-critic: one step along the policy gradient of each short rollout.";
    }

    @Override
    public String paper() {
        return "Mnih et al. 2016, arXiv 1602.01783";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        RolloutShape shape = new RolloutShape(config.lanes(), config.horizon(), false, config.threads());
        Method method = new Method(
                "a2c",
                new CriticAdvantages(Integer.MAX_VALUE, config.normalise()),
                new ScoreLoss(config.entropy()),
                1,
                shape.rows(),
                config.conflictEvery(),
                "optimizers." + config.optimizer());
        ActorSettings actor = new ActorSettings(
                config.hidden(), config.activation(), config.initialLogStd(), 0, config.observationClip());
        return new OnPolicyLearner(method, actor, shape, context);
    }
}
