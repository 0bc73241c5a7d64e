package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.preference.PreferenceModel;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code trained-preference}. */
@Component
@PluginId("trained-preference")
public final class TrainedPreference implements RewardModelFactory<TrainedPreference.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Id of the run that has trained the model.")
        String run();

        @Setting("Reward slot of the model in that run.")
        String model() default "model";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends RewardModel> partType() {
        return PreferenceModel.class;
    }

    @Override
    public String description() {
        return "A preference model that another run has trained, as it is in that run's newest snapshot.";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        String slot = "rewards." + config.model();
        PreferenceModel model = context.frozen(config.run())
                .part(slot, PreferenceModel.class)
                .orElseThrow(() -> new InvalidConfigException(
                        "model", "the run " + config.run() + " has no preference model in the slot " + slot));
        return new FrozenPreference(context, model, slot);
    }
}
