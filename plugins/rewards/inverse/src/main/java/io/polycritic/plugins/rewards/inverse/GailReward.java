package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/**
 * The plugin {@code gail-reward} (Ho and Ermon, "Generative adversarial imitation learning", 2016; for several agents
 * Song et al., 2018).
 */
@Component
@PluginId("gail-reward")
public final class GailReward implements RewardModelFactory<DiscriminatorConfig> {
    @Override
    public Class<DiscriminatorConfig> configType() {
        return DiscriminatorConfig.class;
    }

    @Override
    public Class<? extends RewardModel> partType() {
        return RewardModel.class;
    }

    @Override
    public String description() {
        return "What a discriminator of an agent's steps and demonstrated ones says to its actions (GAIL).";
    }

    @Override
    public String paper() {
        return "arXiv 1606.03476";
    }

    @Override
    public RewardModel create(DiscriminatorConfig config, PartContext context) {
        return new AdversarialReward(config, AdversarialReward.Form.GAIL, context);
    }
}
