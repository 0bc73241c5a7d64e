package io.polycritic.plugins.rewards.critique;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code rbr-jaccard}. */
@Component
@PluginId("rbr-jaccard")
public final class RbrJaccard implements RewardModelFactory<RbrJaccard.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Weight of what named and planted errors have in common.", live = true)
        double overlapWeight() default 1;

        @Setting(value = "Weight of the judgement of the critique's form.", live = true)
        double judgeWeight() default 0.1;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends RewardModel> partType() {
        return RewardModel.class;
    }

    @Override
    public String description() {
        return "Rule-based reward of critiques: the Jaccard index of planted and named errors, and a judgement of form.";
    }

    @Override
    public String paper() {
        return "Zhang et al. 2025, arXiv 2411.18203";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        return new JaccardReward(config.overlapWeight(), config.judgeWeight(), context);
    }
}
