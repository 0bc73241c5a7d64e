package io.polycritic.plugins.environments.modalities;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code modalities}. */
@Component
@PluginId("modalities")
public final class Modalities implements EnvironmentFactory<Modalities.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Modalities of an item, each a view.", min = 1, max = 16)
        int modalities() default 3;

        @Setting(value = "Numbers of the hidden state, a point of the unit sphere.", min = 1, max = 1024)
        int state() default 8;

        @Setting(value = "Numbers of a modality's private noise.", min = 0, max = 1024)
        int privates() default 8;

        @Setting(value = "Standard deviation of the private noise.", min = 0)
        double noise() default 0.5;

        @Setting(value = "Numbers that a modality shows.", min = 1, max = 8192)
        int width() default 64;

        @Setting(value = "Items of each split that can be read by index.", unit = "items", min = 1, max = 10000000)
        int items() default 4096;

        @Setting("Seed of how modalities show the state and of the items that can be read by index; not the run's.")
        long worldSeed() default 0;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return MultiViewStream.class;
    }

    @Override
    public String description() {
        return "A hidden point of a sphere, shown in several modalities, each with noise of its own.";
    }

    @Override
    public String paper() {
        return "after arXiv 2507.06979";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        ModalityStream.Constants constants = new ModalityStream.Constants(
                config.modalities(),
                config.state(),
                config.privates(),
                config.noise(),
                config.width(),
                config.items(),
                config.worldSeed());
        return new ModalityStream(constants, context.random("items"));
    }
}
