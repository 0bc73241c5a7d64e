package io.polycritic.plugins.critics.contrastive;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.contrastive.ContrastiveLosses;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code dhel}. */
@Component
@PluginId("dhel")
public final class Dhel implements CriticFactory<Dhel.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Temperature that products of embeddings are divided by.", min = 1e-4, max = 1e4, live = true)
        double temperature() default 0.2;

        @Setting("Whether a wrapper applies the loss to pairs of more views; then this slot adds no term of its own.")
        boolean wrapped() default false;

        @Setting("Node of the learner that is compared instead of the first view; empty for the embedding's views.")
        String first() default "";

        @Setting("Node of the learner that is compared with it.")
        String second() default "";
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
        return "DHEL: two views of an item attract, other items of the same view alone repel.";
    }

    @Override
    public String paper() {
        return "Koromilas et al. 2024, arXiv 2405.18045";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        boolean incomplete = config.first().isEmpty() != config.second().isEmpty();
        if (incomplete) {
            throw new InvalidConfigException(
                    config.first().isEmpty() ? "first" : "second", "is empty, but the other one is not");
        }
        double temperature = config.temperature();
        return new TwoViewTerm(
                new TwoViewTerm.Source(config.wrapped(), TwoViewTerm.Negatives.BATCH, config.first(), config.second()),
                (first, second) -> ContrastiveLosses.dhel(first, second, temperature),
                temperature);
    }
}
