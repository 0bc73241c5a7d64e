package io.polycritic.plugins.example;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code example-corridor}. */
@Component
@PluginId("example-corridor")
public final class ExampleCorridor implements EnvironmentFactory<ExampleCorridor.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Cells; a walk begins in the first and ends in the last.", unit = "cells", min = 2, max = 1000)
        int length() default 8;

        @Setting(value = "Chance that a step goes the other way.", min = 0, max = 0.5, live = true)
        double slip() default 0;

        @Setting(value = "Steps after which an episode is truncated.", unit = "steps", min = 1)
        int maxEpisodeSteps() default 50;
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
        return "A corridor: each step costs 1, so the best return is the number of cells less one, negative.";
    }

    @Override
    public World create(Config config, PartContext context) {
        return new Corridor(config.length(), config.slip(), config.maxEpisodeSteps(), context);
    }
}
