package io.polycritic.plugins.environments.queues;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code mec-queue}: tasks that are offloaded to servers at the edge of a network. */
@Component
@PluginId("mec-queue")
public final class MecQueue implements EnvironmentFactory<MecQueue.Config> {
    /** The settings. */
    public @interface Config {
        @Setting(value = "Fewest servers of an episode.", min = 0, max = 1000)
        int minServers() default 2;

        @Setting(value = "Most servers of an episode; absent ones are masked.", min = 0, max = 1000)
        int maxServers() default 5;

        @Setting(value = "Least speed of a server.", unit = "GHz", min = 1e-6)
        double minFrequency() default 1.5;

        @Setting(value = "Greatest speed of a server.", unit = "GHz", min = 1e-6)
        double maxFrequency() default 4;

        @Setting(
                value = "Speeds of all servers; empty to draw number and speeds anew for each episode.",
                unit = "GHz",
                min = 1e-6)
        double[] frequencies() default {};

        @Setting("Whether tasks may go to the cloud as well.")
        boolean cloud() default true;

        @Setting(
                value = "Work that arrives over work that the servers can do; decides the rate of arrivals.",
                live = true,
                min = 0)
        double load() default 0.65;

        @Setting(value = "Rate of arrivals in bursts over the mean rate; 1 for no bursts.", min = 1, live = true)
        double burst() default 1;

        @Setting(value = "Mean length of a burst.", unit = "s", min = 1e-3, live = true)
        double burstSeconds() default 4;

        @Setting(value = "Tasks of an episode; then the queues are drained.", unit = "steps", min = 1)
        int tasks() default 200;

        @Setting(value = "Power of a device while it uploads.", unit = "W", min = 0, live = true)
        double uploadPower() default 0.5;

        @Setting("Whether residual works are observed as a histogram, otherwise as their mean.")
        boolean histogram() default true;

        @Setting("Whether counts of tasks reach networks as sign(x) log(1 + |x|), otherwise as they are.")
        boolean compressed() default true;

        @Setting(value = "Width of a bin of the histogram.", unit = "1e9 cycles", min = 1e-6, live = true)
        double binWidth() default 0.5;

        @Setting("Whether the exact marginal delay of each row is observed, for rules that know the model.")
        boolean marginals() default false;
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
        return "Tasks arrive one by one and go to edge servers that share their speed among tasks, or to the cloud.";
    }

    @Override
    public String paper() {
        return "after arXiv 2509.10474";
    }

    @Override
    public World create(Config config, PartContext context) {
        if (config.load() <= 0) {
            throw new InvalidConfigException(
                    "load", "found " + config.load() + ", so that the rate of arrivals is 0; allowed is above 0");
        }
        MecSetup setup = new MecSetup(
                config.cloud(),
                config.load(),
                config.burst(),
                config.burstSeconds(),
                config.tasks(),
                config.uploadPower(),
                config.binWidth(),
                new MecSetup.Look(config.histogram(), config.compressed(), config.marginals()));
        double[] listed = config.frequencies();
        MecSystem system = new MecSystem(
                listed.length > 0 ? listed.length : config.minServers(),
                listed.length > 0 ? listed.length : config.maxServers(),
                config.minFrequency(),
                config.maxFrequency(),
                listed);
        return new MecWorld(setup, system, context);
    }
}
