package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import io.polycritic.rl.FeatureMap;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code td3}. */
@Component
@PluginId("td3")
public final class Td3 implements LearnerFactory<Td3.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 1;

        @Setting(value = "Steps of each lane between two rounds of optimisation.", unit = "steps", min = 1, live = true)
        int trainEvery() default 1;

        @Setting(value = "Optimisations in a round.", min = 1, max = 100000, live = true)
        int updates() default 1;

        @Setting(value = "Rows of a minibatch.", unit = "rows", min = 1, max = 1000000, live = true)
        int batch() default 256;

        @Setting(
                value = "Steps with random actions before the first optimisation.",
                unit = "steps",
                min = 0,
                live = true)
        long warmup() default 1000;

        @Setting(
                value =
                        "Improvements of the policy from one measurement of the conflict between critics' gradients to the next; 0 for none.",
                min = 0,
                live = true)
        int conflictEvery() default 200;

        @Setting(value = "Widths of the policy network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {256, 256};

        @Setting("Function between the policy network's layers.")
        Activation activation() default Activation.RELU;

        @Setting(value = "Standard deviation of noise in training, limits counted as 1.", min = 0, live = true)
        double exploration() default 0.1;

        @Setting(
                value = "Standard deviation of noise in the targets' actions, limits counted as 1.",
                min = 0,
                live = true)
        double smoothing() default 0.2;

        @Setting(value = "Greatest size of noise in the targets' actions.", min = 0, live = true)
        double smoothingClip() default 0.5;

        @Setting(value = "Optimisations of the critics for one of the policy.", min = 1, live = true)
        int policyEvery() default 2;

        @Setting(
                value = "Share of the way that the target policy moves at a time; 1 copies.",
                min = 0,
                max = 1,
                live = true)
        double targetRate() default 0.005;

        @Setting(value = "Correlation of exploring noise from step to step.", min = 0, max = 0.999999, live = true)
        double noiseCorrelation() default 0;

        @Setting("Optimizer slot that changes the policy network.")
        String optimizer() default "actor";

        @Setting("Stream slot of the memory.")
        String memory() default "replay";

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
        return "Twin delayed deterministic policy gradient: a policy without chance that follows the critics' gradient.";
    }

    @Override
    public String paper() {
        return "Fujimoto et al. 2018, arXiv 1802.09477";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        Space space = context.environment().action();
        Schedule schedule = new Schedule(
                "td3",
                config.lanes(),
                config.trainEvery(),
                config.updates(),
                config.batch(),
                config.warmup(),
                "streams." + config.memory(),
                config.threads());
        PolicyDesign design = new PolicyDesign(
                config.hidden(),
                config.activation(),
                config.noiseCorrelation(),
                config.conflictEvery(),
                "optimizers." + config.optimizer());
        FeatureMap map = new FeatureMap(context.environment().observation(), 0);
        Actions actions = Actions.numbers(space, "td3");
        DelayedDeterministic.Constants constants = new DelayedDeterministic.Constants(
                config.exploration(),
                config.smoothing(),
                config.smoothingClip(),
                config.policyEvery(),
                config.targetRate());
        Method method = new DelayedDeterministic(context, schedule, design, constants, map, actions);
        return new OffPolicyLearner(context, schedule, map, actions, method);
    }
}
