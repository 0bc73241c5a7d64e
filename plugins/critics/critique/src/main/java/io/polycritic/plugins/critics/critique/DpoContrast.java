package io.polycritic.plugins.critics.critique;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code dpo-contrast}. */
@Component
@PluginId("dpo-contrast")
public final class DpoContrast implements CriticFactory<DpoContrast.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "How strongly the reference holds: the weight of log-ratios, above 0.", min = 0, live = true)
        double beta() default 0.1;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Critic> partType() {
        return LossCritic.class;
    }

    @Override
    public String description() {
        return "Direct preference optimisation: preferred texts become likelier than others, measured against a"
                + " frozen reference.";
    }

    @Override
    public String paper() {
        return "Rafailov et al. 2023, arXiv 2305.18290";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        if (!(config.beta() > 0)) {
            throw new InvalidConfigException("beta", "found " + config.beta() + ", allowed is a number above 0");
        }
        return new DirectPreference(config.beta());
    }
}
