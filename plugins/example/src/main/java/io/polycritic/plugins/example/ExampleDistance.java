package io.polycritic.plugins.example;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code example-distance}. */
@Component
@PluginId("example-distance")
public final class ExampleDistance implements RewardModelFactory<ExampleDistance.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Observation field of one number that shall come near the target.")
        String field();

        @Setting(value = "The target, in the unit of the field.", live = true)
        double target() default 0;
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
        return "The distance of an observed number to a target after each step, negative.";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        Space space = context.environment().observation();
        if (!space.has(config.field()) || space.field(config.field()).width() != 1) {
            throw new InvalidConfigException(
                    "field", "found '" + config.field() + "', allowed is a field of one number of " + space);
        }
        return new Distance(context, space.width(), space.offset(config.field()), (float) config.target());
    }
}
