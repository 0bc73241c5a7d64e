package io.polycritic.plugins.environments.memory;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.rl.ReplayMemory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code prioritized-replay}: Schaul et al., "Prioritized experience replay", 2016. */
@Component
@PluginId("prioritized-replay")
public final class PrioritizedReplay implements EnvironmentFactory<PrioritizedReplay.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Rows that are remembered at most; the oldest are forgotten first.", unit = "rows", min = 1)
        int capacity() default 100000;

        @Setting(value = "Steps that are joined to one row at most.", unit = "steps", min = 1, max = 1000, live = true)
        int steps() default 1;

        @Setting(
                value = "Discount of rewards of joined steps; without meaning where none are joined.",
                min = 0,
                max = 1,
                live = true)
        double discount() default 0.99;

        @Setting(
                "Whether rewards whose reward model was replaced stay or are scored again, for which rows hold all that reward models see.")
        StaleRewards.Policy staleRewards() default StaleRewards.Policy.KEEP;

        @Setting(value = "How much errors decide: 0 not at all, 1 in proportion.", min = 0, max = 1)
        double alpha() default 0.6;

        @Setting(value = "First exponent of the importance weights, which grows to 1.", min = 0, max = 1, live = true)
        double beta() default 0.4;

        @Setting(value = "Draws within which the exponent grows to 1; 0 for 1 at once.", min = 0, live = true)
        long betaDraws() default 100000;

        @Setting(value = "Number that is added to each error, so that no row is lost.", min = 0, live = true)
        double epsilon() default 1e-6;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return ReplayMemory.class;
    }

    @Override
    public String description() {
        return "Remembers steps and draws those more often that critics were wrong about, with importance weights.";
    }

    @Override
    public String paper() {
        return "Schaul et al. 2016, arXiv 1511.05952";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        return new RingMemory(
                context,
                config.capacity(),
                new Joined(config.steps(), config.discount()),
                new StaleRewards(context, config.staleRewards()),
                new PrioritizedDraw(
                        new PrioritizedDraw.Rule(config.alpha(), config.beta(), config.betaDraws(), config.epsilon()),
                        config.capacity(),
                        context.random("draw")));
    }
}
