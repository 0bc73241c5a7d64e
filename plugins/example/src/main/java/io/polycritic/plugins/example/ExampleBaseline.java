package io.polycritic.plugins.example;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code example-baseline}. */
@Component
@PluginId("example-baseline")
public final class ExampleBaseline implements CriticFactory<ExampleBaseline.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Discount of the next step's return.", min = 0, max = 1, live = true)
        double discount() default 0.9;

        @Setting(value = "Share of the newest returns in the running mean.", min = 0, max = 1, live = true)
        double rate() default 0.1;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<ScoringCritic> partType() {
        return ScoringCritic.class;
    }

    @Override
    public String description() {
        return "Returns of the reward of the critic's own name, and by how much they exceed their running mean.";
    }

    @Override
    public ScoringCritic create(Config config, PartContext context) {
        return new RunningMean(context, config.discount(), config.rate());
    }
}
