package io.polycritic.plugins.learners.games;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.games.Team;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code mamql}. */
@Component
@PluginId("mamql")
public final class Mamql implements LearnerFactory<Mamql.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(
                "Whether it learns from demonstrations alone, steps the world besides, or solves the whole game exactly.")
        Source mode() default Source.ONLINE;

        @Setting("Stream slot that demonstrations come from.")
        String demonstrations() default "demonstrations";

        @Setting("Stream slot of the memory of own steps, where the world is stepped.")
        String replay() default "replay";

        @Setting(value = "Demonstrated transitions of a gradient step.", unit = "rows", min = 1, max = 1000000)
        int demonstrated() default 64;

        @Setting(value = "Replayed transitions of a gradient step.", unit = "rows", min = 1, max = 1000000)
        int replayed() default 64;

        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 16;

        @Setting(value = "Gradient steps between two steps of all lanes.", min = 1, max = 100000, live = true)
        int updatesPerStep() default 4;

        @Setting(value = "Steps of L-BFGS an update, where the game is solved exactly.", min = 1, live = true)
        int iterations() default 5000;

        @Setting("Critic slot of the objective.")
        String objective() default "objective";

        @Setting("Optimizer slot that changes the critics.")
        String optimizer() default "critics";
    }

    /** Where experience comes from. */
    public enum Source {
        /** Demonstrations alone. */
        OFFLINE,
        /** Demonstrations, and steps of the agents' own. */
        ONLINE,
        /** The expectations of a game that can be listed. */
        EXACT
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
        return "Multi-agent inverse Q-learning: critics, averaged over the others' policies, that explain demonstrations.";
    }

    @Override
    public String paper() {
        return "arXiv 2503.04679";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        Team team = Team.each(context.environment());
        if (config.mode() == Source.EXACT) {
            return new ExactInverseLearner(team, "critics." + config.objective(), config.iterations(), context);
        }
        boolean online = config.mode() == Source.ONLINE;
        return new InverseLearner(
                team,
                new InverseLearner.Constants(
                        online,
                        "streams." + config.demonstrations(),
                        "streams." + config.replay(),
                        config.demonstrated(),
                        online ? config.replayed() : 0,
                        config.lanes(),
                        config.updatesPerStep(),
                        "critics." + config.objective(),
                        "optimizers." + config.optimizer()),
                context);
    }
}
