package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code normalized-reward}. */
@Component
@PluginId("normalized-reward")
public final class NormalizedReward implements RewardModelFactory<NormalizedReward.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Name of the reward slot that is normalised.")
        String of();

        @Setting(
                value = "Discount of the returns whose standard deviation rewards are divided by.",
                min = 0,
                max = 1,
                live = true)
        double discount() default 0.99;

        @Setting(value = "Magnitude at which normalised rewards are cut off, 0 for none.", min = 0, live = true)
        double clip() default 10;
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
        return "Another reward divided by the running standard deviation of its discounted return.";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        if (config.of().equals(context.name())) {
            throw new InvalidConfigException("of", "is this slot itself; name another reward slot");
        }
        return new ReturnScaledReward(context, config.of(), config.discount(), config.clip());
    }
}
