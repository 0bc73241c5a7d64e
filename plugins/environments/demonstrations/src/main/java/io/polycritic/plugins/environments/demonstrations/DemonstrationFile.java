package io.polycritic.plugins.environments.demonstrations;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code demonstration-file}. */
@Component
@PluginId("demonstration-file")
public final class DemonstrationFile implements EnvironmentFactory<DemonstrationFile.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Path of a text file: a line of column names, then one line a step, numbers separated by commas.")
        String file();

        @Setting(value = "Steps that the file may have at most.", unit = "steps", min = 1, max = 100000000)
        int maxSteps() default 1000000;
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
        return "Observations and actions that somebody has written to a file of comma-separated numbers.";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        StepFile file = new StepFile(Path.of(config.file()), config.maxSteps(), context.environment());
        file.requireHeader();
        return new Demonstrations(context.environment(), context.random("rows"), file::read);
    }
}
