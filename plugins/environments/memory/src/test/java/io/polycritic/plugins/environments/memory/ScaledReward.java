package io.polycritic.plugins.environments.memory;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;

/** Makes {@link Scaled} rewards of features. */
final class ScaledReward implements RewardModelFactory<ScaledReward.Config> {
    /** Settings. */
    @interface Config {
        @Setting(value = "The factor.", live = true)
        double scale() default 1;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<RewardModel> partType() {
        return RewardModel.class;
    }

    @Override
    public String description() {
        return "A multiple of the first feature.";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        return new Scaled(context.name(), Rows.FEATURES, (float) config.scale());
    }
}
