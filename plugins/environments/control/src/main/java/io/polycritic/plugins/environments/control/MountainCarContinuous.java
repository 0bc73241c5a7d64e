package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code mountain-car-continuous}: Gymnasium's MountainCarContinuous-v0. */
@Component
@PluginId("mountain-car-continuous")
public final class MountainCarContinuous implements EnvironmentFactory<MountainCarContinuous.Config> {
    /** The settings. */
    public @interface Config {
        /** The length of an episode. */
        @Setting(value = "Steps after which an episode is truncated.", unit = "steps", min = 1)
        int maxEpisodeSteps() default 999;

        /** The speed at the goal. */
        @Setting(value = "Velocity that the car must at least have at the goal.", min = 0, max = 0.07, live = true)
        double goalVelocity() default 0;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<World> partType() {
        return World.class;
    }

    @Override
    public String description() {
        return "Drive a weak car out of a valley with little effort (MountainCarContinuous-v0).";
    }

    @Override
    public String paper() {
        return "after Moore 1990";
    }

    @Override
    public World create(Config config, PartContext context) {
        return new TaskWorld(new MountainCarContinuousTask(config.maxEpisodeSteps(), config.goalVelocity()), context);
    }
}
