package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import io.polycritic.rl.EpisodeCondition;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.NetworkDesign;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code sac-discrete}. */
@Component
@PluginId("sac-discrete")
public final class SacDiscrete implements LearnerFactory<SacDiscrete.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 1;

        @Setting(value = "Steps of each lane between two rounds of optimisation.", unit = "steps", min = 1, live = true)
        int trainEvery() default 1;

        @Setting(value = "Optimisations in a round.", min = 1, max = 100000, live = true)
        int updates() default 1;

        @Setting(value = "Rows of a minibatch.", unit = "rows", min = 1, max = 1000000, live = true)
        int batch() default 128;

        @Setting(
                value = "Steps with random actions before the first optimisation.",
                unit = "steps",
                min = 0,
                live = true)
        long warmup() default 500;

        @Setting(
                value =
                        "Improvements of the policy from one measurement of the conflict between critics' gradients to the next; 0 for none.",
                min = 0,
                live = true)
        int conflictEvery() default 200;

        @Setting(
                "How the policy network sees observations: as one vector, or as a set of rows of which it chooses one.")
        NetworkDesign.Input input() default NetworkDesign.Input.FLAT;

        @Setting(value = "Widths of the policy network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {64, 64};

        @Setting("Function between the policy network's layers.")
        Activation activation() default Activation.RELU;

        @Setting(
                "Names of the critics of objectives, in the order of a preference's weights; none for a policy without preference.")
        String[] objectives() default {};

        @Setting("Optimizer slot that draws preferences.")
        String preference() default "preference";

        @Setting(
                "Name of the critic of the entropy to come; empty where critics of rewards are told the worth of the next entropy.")
        String entropyCritic() default "";

        @Setting(value = "Worth of entropy; the first one where it moves by itself.", min = 1e-8, live = true)
        double temperature() default 0.1;

        @Setting("Whether the worth of entropy is moved so that the policy's entropy stays at its target.")
        boolean automatic() default true;

        @Setting(
                value =
                        "Target entropy as a share of the greatest one, the logarithm of the number of actions present.",
                min = 0,
                max = 1,
                live = true)
        double targetEntropy() default 0.3;

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
        return "Soft actor-critic over finite actions or a set of rows, which may be conditioned on a preference between objectives.";
    }

    @Override
    public String paper() {
        return "Christodoulou 2019, arXiv 1910.07207";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        EnvironmentSpec environment = context.environment();
        CriticRoles roles = new CriticRoles(List.of(config.objectives()), config.entropyCritic());
        int objectives = roles.objectives().size();
        if (objectives == 1) {
            throw new InvalidConfigException(
                    "objectives", "found one, " + roles.objectives() + ", allowed are none, or at least two");
        }
        Actions actions = Actions.finite(environment.action(), "sac-discrete");
        Schedule schedule = new Schedule(
                "sac-discrete",
                config.lanes(),
                config.trainEvery(),
                config.updates(),
                config.batch(),
                config.warmup(),
                "streams." + config.memory(),
                config.threads());
        PolicyDesign design = new PolicyDesign(
                config.hidden(), config.activation(), 0, config.conflictEvery(), "optimizers." + config.optimizer());
        Temperature.Rule rule = new Temperature.Rule(
                config.temperature(), config.automatic(), 1, "optimizers." + config.temperatureOptimizer());
        Temperature temperature = new Temperature(context, rule, 0);
        EpisodeCondition condition = objectives == 0
                ? EpisodeCondition.NONE
                : EpisodeCondition.preference(objectives, "optimizers." + config.preference(), context);
        FeatureMap map = new FeatureMap(environment.observation(), objectives);
        FiniteChoice choice = new FiniteChoice(config.input(), roles, config.targetEntropy());
        Method method = new DiscreteSac(context, schedule, design, map, actions, temperature, choice);
        return new OffPolicyLearner(context, schedule, map, actions, method, condition, roles);
    }
}
