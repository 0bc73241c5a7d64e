package io.polycritic.plugins.rewards.language;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.language.TextSpace;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code rouge-reward}. */
@Component
@PluginId("rouge-reward")
public final class RougeReward implements RewardModelFactory<RougeReward.Config> {
    /** Settings. */
    public @interface Config {}

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
        return "Mean of ROUGE-1, ROUGE-2 and ROUGE-L of a response against what was written about its prompt.";
    }

    @Override
    public String paper() {
        return "Lin 2004, ROUGE: a package for automatic evaluation of summaries";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        return new OverlapReward(context, TextSpace.of(context.environment().observation()));
    }
}
