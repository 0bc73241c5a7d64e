package io.polycritic.plugins.learners.games;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.games.Team;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code iq-joint}. */
@Component
@PluginId("iq-joint")
public final class IqJoint implements LearnerFactory<IqJoint.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Whether the world is stepped; if not, it learns from demonstrations alone.")
        boolean online() default true;

        @Setting("Stream slot that demonstrations come from.")
        String demonstrations() default "demonstrations";

        @Setting("Stream slot of the memory of own steps.")
        String replay() default "replay";

        @Setting(value = "Demonstrated transitions of a gradient step.", unit = "rows", min = 1, max = 1000000)
        int demonstrated() default 64;

        @Setting(value = "Replayed transitions of a gradient step.", unit = "rows", min = 1, max = 1000000)
        int replayed() default 64;

        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 16;

        @Setting(value = "Gradient steps between two steps of all lanes.", min = 1, max = 100000, live = true)
        int updatesPerStep() default 4;

        @Setting("Critic slot of the objective; the critic of joint actions is in the slot joint.")
        String objective() default "objective";

        @Setting("Optimizer slot that changes the critic.")
        String optimizer() default "critics";
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
        return "Inverse Q-learning of one who decides for all agents: one critic of joint actions.";
    }

    @Override
    public String paper() {
        return "arXiv 2106.12142";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        return new InverseLearner(
                Team.one(context.environment()),
                new InverseLearner.Constants(
                        config.online(),
                        "streams." + config.demonstrations(),
                        "streams." + config.replay(),
                        config.demonstrated(),
                        config.online() ? config.replayed() : 0,
                        config.lanes(),
                        config.updatesPerStep(),
                        "critics." + config.objective(),
                        "optimizers." + config.optimizer()),
                context);
    }
}
