package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code cart-pole}: Gymnasium's CartPole-v1. */
@Component
@PluginId("cart-pole")
public final class CartPole implements EnvironmentFactory<CartPole.Config> {
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
        return "Keep a pole upright on a cart that is pushed left or right (CartPole-v1).";
    }

    @Override
    public String paper() {
        return "Barto et al. 1983, IEEE SMC 13";
    }

    @Override
    public World create(Config config, PartContext context) {
        return new TaskWorld(new CartPoleTask(config.maxEpisodeSteps()), context);
    }
}
