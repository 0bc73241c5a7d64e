package io.polycritic.plugins.environments.robotics;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code tabletop}: a force-driven tip pushes blocks about on a table. */
@Component
@PluginId("tabletop")
public final class Tabletop implements EnvironmentFactory<Tabletop.Config> {
    /** The settings. */
    public @interface Config {
        /** How many blocks there are. */
        @Setting(value = "Number of blocks on the table.", min = 1, max = 2)
        int blocks() default 1;

        /** Whether there is a goal. */
        @Setting("Whether a goal for the first block is drawn, observed and rewarded.")
        boolean goal() default false;

        /** The friction of all contacts. */
        @Setting(value = "Coefficient of friction of every contact.", min = 0, max = 2, live = true)
        double friction() default 0.5;

        /** The mass of a block. */
        @Setting(value = "Mass of each block.", unit = "kg", min = 0.01, max = 2, live = true)
        double blockMass() default 0.15;

        /** The size of a block. */
        @Setting(value = "Edge of each block, a cube.", unit = "m", min = 0.03, max = 0.1)
        double blockSize() default 0.06;

        /** The force above which a contact is a violation. */
        @Setting(
                value = "Contact force of the tip above which a step is a violation.",
                unit = "N",
                min = 0,
                live = true)
        double forceLimit() default 8;

        /** The length of an episode. */
        @Setting(value = "Control steps after which an episode is truncated.", unit = "steps", min = 1)
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
        return "Rigid-body table with blocks that a force-driven tip pushes about, with contact forces and a safety limit.";
    }

    @Override
    public String paper() {
        return "after arXiv 2402.00823";
    }

    @Override
    public World create(Config config, PartContext context) {
        TabletopSetup setup = new TabletopSetup(
                config.blocks(),
                config.goal(),
                config.friction(),
                config.blockMass(),
                config.blockSize(),
                config.forceLimit(),
                config.maxEpisodeSteps());
        return new TabletopWorld(setup, context);
    }
}
