package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/**
 * The plugin {@code airl-reward} (Fu, Luo and Levine, "Learning robust rewards with adversarial inverse reinforcement
 * learning", 2018; for several agents Yu et al., 2019).
 */
@Component
@PluginId("airl-reward")
public final class AirlReward implements RewardModelFactory<DiscriminatorConfig> {
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
        return "A reward g(s, a) and a potential h(s) that tell an agent's steps from demonstrated ones (AIRL).";
    }

    @Override
    public String paper() {
        return "arXiv 1710.11248";
    }

    @Override
    public RewardModel create(DiscriminatorConfig config, PartContext context) {
        return new AdversarialReward(config, AdversarialReward.Form.AIRL, context);
    }
}
