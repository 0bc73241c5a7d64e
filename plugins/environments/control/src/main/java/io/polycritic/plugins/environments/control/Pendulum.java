package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code pendulum}: Gymnasium's Pendulum-v1. */
@Component
@PluginId("pendulum")
public final class Pendulum implements EnvironmentFactory<Pendulum.Config> {
    /** The settings. */
    public @interface Config {
        /** The length of an episode. */
        @Setting(value = "Steps after which an episode is truncated.", unit = "steps", min = 1)
        int maxEpisodeSteps() default 200;

        /** Free fall. */
        @Setting(value = "Gravitational acceleration.", unit = "m/s^2", min = 0, live = true)
        double gravity() default 10;
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
        return "Swing a pendulum up and hold it with a weak motor (Pendulum-v1).";
    }

    @Override
    public World create(Config config, PartContext context) {
        return new TaskWorld(new PendulumTask(config.maxEpisodeSteps(), config.gravity()), context);
    }
}
