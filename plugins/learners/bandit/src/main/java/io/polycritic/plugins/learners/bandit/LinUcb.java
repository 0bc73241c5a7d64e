package io.polycritic.plugins.learners.bandit;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code lin-ucb}. */
@Component
@PluginId("lin-ucb")
public final class LinUcb implements LearnerFactory<LinUcb.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Number of objectives, the numbers of the vector reward.", min = 1, max = 1000)
        int objectives() default 2;

        @Setting("Reward slot that is learned from.")
        String reward() default "cost";

        @Setting("Optimizer slot that draws preferences.")
        String preference() default "preference";

        @Setting(value = "Width of the confidence bound in standard deviations, alpha.", min = 0, live = true)
        double alpha() default 1;

        @Setting(value = "Weight of the ridge, lambda; counts before the first update.", min = 1e-9)
        double ridge() default 1;

        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 1;

        @Setting(value = "Steps of each lane in an update.", unit = "steps", min = 1, max = 1000000, live = true)
        int horizon() default 50;
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
        return "Linear bandit over a set of rows with upper confidence bounds: a model of each objective, for all preferences.";
    }

    @Override
    public String paper() {
        return "Li, Chu, Langford and Schapire 2010, arXiv 1003.0146";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        return new LinUcbLearner(
                context,
                new LinUcbLearner.Settings(
                        config.objectives(),
                        config.reward(),
                        "optimizers." + config.preference(),
                        config.alpha(),
                        config.ridge(),
                        config.lanes(),
                        config.horizon()));
    }
}
