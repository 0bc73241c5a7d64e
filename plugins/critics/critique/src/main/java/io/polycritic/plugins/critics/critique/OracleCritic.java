package io.polycritic.plugins.critics.critique;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.critique.CritiqueModel;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code oracle-critic}. */
@Component
@PluginId("oracle-critic")
public final class OracleCritic implements CriticFactory<OracleCritic.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(
                value = "Probability that an error is left out, to see what an incomplete critique costs.",
                min = 0,
                max = 1)
        double missed() default 0;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Critic> partType() {
        return CritiqueModel.class;
    }

    @Override
    public String description() {
        return "Names exactly what is wrong with a path, because the world tells it: the bound for critics that must"
                + " see it.";
    }

    @Override
    public String paper() {
        return "after arXiv 2411.18203";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        return new TrueVerdicts(config.missed(), context);
    }
}
