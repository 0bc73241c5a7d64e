package io.polycritic.bench.census;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Setting;

/** The plugin {@code bench-world}, registered while the benchmark goes on. */
public final class CensusWorlds implements EnvironmentFactory<CensusWorlds.Config> {
    private final Census census;

    /** Settings. */
    public @interface Config {
        @Setting(value = "How strongly a push is disturbed.", min = 0, max = 1, live = true)
        double noise() default 0.1;
    }

    /** A factory whose worlds report to a census. */
    public CensusWorlds(Census census) {
        this.census = census;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return World.class;
    }

    @Override
    public String description() {
        return "A cart that is to be kept in the middle, each of whose transitions has a number.";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        return new CensusWorld(census, context, (float) config.noise());
    }
}
