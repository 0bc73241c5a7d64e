package io.polycritic.plugins.critics.contrastive;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.contrastive.TwoViewCritic;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code pairwise-views}. */
@Component
@PluginId("pairwise-views")
public final class PairwiseViews implements CriticFactory<PairwiseViews.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Critic slot whose loss of two views is applied; its setting wrapped must be true.")
        String critic() default "pair";
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
        return "The mean loss of a critic of two views over every two views.";
    }

    @Override
    public String paper() {
        return "after arXiv 2507.06979";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        String path = "critics." + config.critic();
        return new WrappedViews(context.slot(path, TwoViewCritic.class), WrappedViews.Form.PAIRS);
    }
}
