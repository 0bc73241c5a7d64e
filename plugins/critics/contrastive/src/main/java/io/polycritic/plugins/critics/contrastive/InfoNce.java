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

/** The plugin {@code infonce}. */
@Component
@PluginId("infonce")
public final class InfoNce implements CriticFactory<InfoNce.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Temperature that products of embeddings are divided by.", min = 1e-4, max = 1e4, live = true)
        double temperature() default 0.2;

        @Setting("Whether a wrapper applies the loss to pairs of more views; then this slot adds no term of its own.")
        boolean wrapped() default false;

        @Setting("What an anchor is repelled by: all of the batch, or keys of earlier batches in the learner's queue.")
        TwoViewTerm.Negatives negatives() default TwoViewTerm.Negatives.BATCH;

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
        return "InfoNCE (NT-Xent): two views of an item are found among all other vectors.";
    }

    @Override
    public String paper() {
        return "Chen et al. 2020, arXiv 2002.05709; He et al. 2019, arXiv 1911.05722";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        boolean incomplete = config.first().isEmpty() != config.second().isEmpty();
        if (incomplete) {
            throw new InvalidConfigException(
                    config.first().isEmpty() ? "first" : "second", "is empty, but the other one is not");
        }
        if (config.negatives() == TwoViewTerm.Negatives.QUEUE
                && (config.wrapped() || !config.first().isEmpty())) {
            throw new InvalidConfigException(
                    "negatives", "found 'queue', which is for two views of the embedding, not wrapped");
        }
        double temperature = config.temperature();
        return new TwoViewTerm(
                new TwoViewTerm.Source(config.wrapped(), config.negatives(), config.first(), config.second()),
                (first, second) -> ContrastiveLosses.ntXent(first, second, temperature),
                temperature);
    }
}
