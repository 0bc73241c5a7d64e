package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.games.MarginalCritic;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code expert-policy}. */
@Component
@PluginId("expert-policy")
public final class ExpertPolicy implements CriticFactory<ExpertPolicy.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Lambda, above 0, by which the expert's log-probabilities are divided.")
        double rationality() default 8;

        @Setting(value = "Gamma of the expert's soft values.", min = 0, max = 1)
        double discount() default 0.9;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Critic> partType() {
        return MarginalCritic.class;
    }

    @Override
    public String description() {
        return "The exact expert of the run's game as an agent's critic: its policy, which learns nothing.";
    }

    @Override
    public String paper() {
        return "after arXiv 2503.04679";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        if (!(config.rationality() > 0)) {
            throw new InvalidConfigException("rationality", "found " + config.rationality() + ", allowed is above 0");
        }
        int agent = context.environment().agents().indexOf(context.name());
        if (agent < 0) {
            throw new InvalidConfigException(
                    context.path(),
                    "the slot is named '" + context.name() + "', allowed are the agents "
                            + context.environment().agents());
        }
        return new ExpertValues(agent, config.rationality(), config.discount(), context);
    }
}
