package io.polycritic.plugins.rewards.language;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.language.TextPolicy;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code standardized-reward}. */
@Component
@PluginId("standardized-reward")
public final class StandardizedReward implements RewardModelFactory<StandardizedReward.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Reward slot of the reward that is standardised.")
        String reward();

        @Setting("Id of the run whose policy's responses have a reward of standard deviation 1.")
        String run();

        @Setting(value = "Prompts that mean and deviation are taken over.", unit = "rows", min = 2, max = 65536)
        int prompts() default 512;
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
        return "Another reward, shifted so that what writers have written earns 0 on average, in standard deviations of a"
                + " policy's responses.";
    }

    @Override
    public String paper() {
        return "Stiennon et al. 2020, arXiv 2009.01325";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        if (config.reward().equals(context.name())) {
            throw new InvalidConfigException(
                    "reward", "found its own slot '" + config.reward() + "'; name another one");
        }
        TextPolicy policy = context.frozen(config.run())
                .part("learner", TextPolicy.class)
                .orElseThrow(
                        () -> new InvalidConfigException("run", "the run " + config.run() + " has no text policy"));
        return new ScaledReward(context, config.reward(), policy, config.prompts());
    }
}
