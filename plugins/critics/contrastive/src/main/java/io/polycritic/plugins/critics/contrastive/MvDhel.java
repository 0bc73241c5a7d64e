package io.polycritic.plugins.critics.contrastive;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.contrastive.ContrastiveLosses;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code mv-dhel}. */
@Component
@PluginId("mv-dhel")
public final class MvDhel implements CriticFactory<MvDhel.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Temperature that products of embeddings are divided by.", min = 1e-4, max = 1e4, live = true)
        double temperature() default 0.2;
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
        return "MV-DHEL: all pairs of views of an item, against other items of the same view alone.";
    }

    @Override
    public String paper() {
        return "Koromilas et al. 2025, arXiv 2507.06979";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        double temperature = config.temperature();
        return new MultiViewTerm(units -> ContrastiveLosses.mvDhel(units, temperature));
    }
}
