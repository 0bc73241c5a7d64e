package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code acrobot}: Gymnasium's Acrobot-v1. */
@Component
@PluginId("acrobot")
public final class Acrobot implements EnvironmentFactory<Acrobot.Config> {
    /** The settings. */
    public @interface Config {
        /** The length of an episode. */
        @Setting(value = "Steps after which an episode is truncated.", unit = "steps", min = 1)
        int maxEpisodeSteps() default 500;
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
        return "Swing the end of a two-link arm above a bar with a motor at the elbow (Acrobot-v1).";
    }

    @Override
    public String paper() {
        return "Sutton 1996, NIPS 8";
    }

    @Override
    public World create(Config config, PartContext context) {
        return new TaskWorld(new AcrobotTask(config.maxEpisodeSteps()), context);
    }
}
