package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.NetworkDesign;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code sac}. */
@Component
@PluginId("sac")
public final class Sac implements LearnerFactory<Sac.Config> {
    /** Share of the greatest entropy that a policy over classes is held at (Christodoulou, 2019, appendix). */
    private static final double CLASS_SHARE = 0.98;

    private static final FiniteChoice FLAT = new FiniteChoice(NetworkDesign.Input.FLAT, CriticRoles.NONE, CLASS_SHARE);

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

        @Setting(value = "Worth of entropy; the first one where it moves by itself.", min = 1e-8, live = true)
        double temperature() default 1;

        @Setting("Whether the worth of entropy is moved so that the policy's entropy stays at its target.")
        boolean automatic() default true;

        @Setting(
                value =
                        "Target entropy as a multiple of the usual one: minus the numbers of an action, or 0.98 log classes.",
                live = true)
        double targetEntropy() default 1;

        @Setting(
                value = "Correlation of exploring noise from step to step, for actions that are numbers.",
                min = 0,
                max = 0.999999,
                live = true)
        double noiseCorrelation() default 0;

        @Setting("Optimizer slot that changes the policy network.")
        String optimizer() default "actor";

        @Setting("Optimizer slot that changes the worth of entropy.")
        String temperatureOptimizer() default "actor";

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
        return "Soft actor-critic: maximises value and entropy of the policy, for continuous and discrete actions.";
    }

    @Override
    public String paper() {
        return "Haarnoja et al. 2018, arXiv 1801.01290";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        Space space = context.environment().action();
        Schedule schedule = new Schedule(
                "sac",
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
        Temperature.Rule rule = new Temperature.Rule(
                config.temperature(),
                config.automatic(),
                config.targetEntropy(),
                "optimizers." + config.temperatureOptimizer());
        if (space.isCategory() && config.noiseCorrelation() != 0) {
            throw new InvalidConfigException(
                    "noiseCorrelation", "found " + config.noiseCorrelation() + ", allowed is 0 for finite actions");
        }
        FeatureMap map = new FeatureMap(context.environment().observation(), 0);
        if (space.isCategory()) {
            Actions actions = Actions.finite(space, "sac");
            Temperature temperature = new Temperature(context, rule, CLASS_SHARE * Math.log(actions.classes()));
            Method method = new DiscreteSac(context, schedule, design, map, actions, temperature, FLAT);
            return new OffPolicyLearner(context, schedule, map, actions, method);
        }
        Actions actions = Actions.numbers(space, "sac");
        Temperature temperature = new Temperature(context, rule, -actions.width());
        Method method = new ContinuousSac(context, schedule, design, map, actions, temperature);
        return new OffPolicyLearner(context, schedule, map, actions, method);
    }
}
