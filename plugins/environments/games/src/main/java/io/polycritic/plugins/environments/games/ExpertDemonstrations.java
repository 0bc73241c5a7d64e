package io.polycritic.plugins.environments.games;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code expert-demonstrations}. */
@Component
@PluginId("expert-demonstrations")
public final class ExpertDemonstrations implements EnvironmentFactory<ExpertDemonstrations.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Episodes that are demonstrated.", min = 1, max = 100000)
        int episodes() default 5;

        @Setting(value = "Steps of an episode that does not end by itself.", unit = "steps", min = 1, max = 100000)
        int steps() default 40;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return DataStream.class;
    }

    @Override
    public String description() {
        return "Joint transitions of the exact experts of the run's game, in whole episodes that are drawn once.";
    }

    @Override
    public String paper() {
        return "after arXiv 2503.04679";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        return new DemonstratedEpisodes(config.episodes(), config.steps(), context);
    }
}
