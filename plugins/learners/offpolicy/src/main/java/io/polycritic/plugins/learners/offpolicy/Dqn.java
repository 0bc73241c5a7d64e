package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.rl.FeatureMap;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code dqn}. */
@Component
@PluginId("dqn")
public final class Dqn implements LearnerFactory<Dqn.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 1;

        @Setting(value = "Steps of each lane between two rounds of optimisation.", unit = "steps", min = 1, live = true)
        int trainEvery() default 4;

        @Setting(value = "Optimisations in a round.", min = 1, max = 100000, live = true)
        int updates() default 1;

        @Setting(value = "Rows of a minibatch.", unit = "rows", min = 1, max = 1000000, live = true)
        int batch() default 32;

        @Setting(
                value = "Steps with random actions before the first optimisation.",
                unit = "steps",
                min = 0,
                live = true)
        long warmup() default 1000;

        @Setting(value = "First share of random actions.", min = 0, max = 1, live = true)
        double epsilon() default 1;

        @Setting(value = "Last share of random actions.", min = 0, max = 1, live = true)
        double finalEpsilon() default 0.05;

        @Setting(
                value = "Steps within which the share of random actions falls; 0 for at once.",
                unit = "steps",
                min = 0,
                live = true)
        long epsilonSteps() default 10000;

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
        return "Deep Q-learning: takes the action that the critics value most and learns from replayed steps.";
    }

    @Override
    public String paper() {
        return "Mnih et al. 2013, arXiv 1312.5602";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        Schedule schedule = new Schedule(
                "dqn",
                config.lanes(),
                config.trainEvery(),
                config.updates(),
                config.batch(),
                config.warmup(),
                "streams." + config.memory(),
                config.threads());
        Actions actions = Actions.finite(context.environment().action(), "dqn");
        FeatureMap map = new FeatureMap(context.environment().observation(), 0);
        DeepQ.Epsilon epsilon = new DeepQ.Epsilon(config.epsilon(), config.finalEpsilon(), config.epsilonSteps());
        return new OffPolicyLearner(
                context, schedule, map, actions, new DeepQ(context, schedule, epsilon, map, actions));
    }
}
