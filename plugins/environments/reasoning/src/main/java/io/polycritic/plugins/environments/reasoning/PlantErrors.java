package io.polycritic.plugins.environments.reasoning;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code plant-errors}. */
@Component
@PluginId("plant-errors")
public final class PlantErrors implements EnvironmentFactory<PlantErrors.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Fewest errors that are planted into a path.", unit = "errors", min = 1, max = 100)
        int least() default 1;

        @Setting(value = "Most errors that are planted into a path.", unit = "errors", min = 1, max = 100)
        int most() default 5;

        @Setting(
                value = "How often each kind of what is seen is planted, against the others; empty for equally often.",
                min = 0,
                live = true)
        double[] kinds() default {};

        @Setting(value = "Share of rows whose path stays right.", min = 0, max = 1, live = true)
        double unspoiled() default 0;

        @Setting(value = "Share of rows that have neither a path nor a critique yet.", min = 0, max = 1, live = true)
        double first() default 0;

        @Setting(value = "Probability that a critique leaves out an error.", min = 0, max = 1, live = true)
        double missed() default 0;

        @Setting(value = "Probability that a critique has a false note more.", min = 0, max = 1, live = true)
        double invented() default 0;

        @Setting(value = "Share of critiques that belong to another path.", min = 0, max = 1, live = true)
        double strangers() default 0;

        @Setting(value = "Share of critiques that only say whether something is wrong.", min = 0, max = 1, live = true)
        double bare() default 0;

        @Setting(value = "Share of paths without any critique.", min = 0, max = 1, live = true)
        double silent() default 0;

        @Setting("Run whose model writes paths that are wrong on their own. Empty for none.")
        String run() default "";

        @Setting(value = "Share of wrong paths that the run's model wrote.", min = 0, max = 1, live = true)
        double own() default 0;

        @Setting(value = "Temperature at which it writes; 0 for the most likely paths.", min = 0, live = true)
        double temperature() default 1;

        @Setting(value = "Paths that it writes side by side.", unit = "rows", min = 1, max = 10000)
        int rows() default 250;

        @Setting(value = "How often each wrong path that it wrote is used.", min = 1, max = 1000, live = true)
        int uses() default 1;
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
        return "Right paths of the run's world with planted errors, or a model's own wrong ones, the notes that name the"
                + " errors, and critiques of annotators who are more or less careful.";
    }

    @Override
    public String paper() {
        return "Zhang et al. 2025, arXiv 2411.18203";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        if (config.most() < config.least()) {
            throw new InvalidConfigException(
                    "most", "found " + config.most() + ", allowed is at least " + config.least() + ", as in 'least'");
        }
        if (config.kinds().length > 0 && Arrays.stream(config.kinds()).sum() <= 0) {
            throw new InvalidConfigException(
                    "kinds",
                    "found " + Arrays.toString(config.kinds()) + ", allowed are numbers not all of which are 0");
        }
        double shares = config.strangers() + config.bare() + config.silent();
        if (shares > 1) {
            throw new InvalidConfigException(
                    "silent", "strangers, bare and silent have a sum of " + shares + ", allowed is at most 1");
        }
        if (config.own() > 0 && config.run().isEmpty()) {
            throw new InvalidConfigException(
                    "own", "found " + config.own() + ", allowed is 0 unless 'run' names a run");
        }
        return new SpoiledRows(config, context);
    }
}
