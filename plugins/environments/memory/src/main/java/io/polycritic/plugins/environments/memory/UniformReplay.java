package io.polycritic.plugins.environments.memory;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.rl.ReplayMemory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code uniform-replay}. */
@Component
@PluginId("uniform-replay")
public final class UniformReplay implements EnvironmentFactory<UniformReplay.Config> {
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
        return "Remembers steps and draws them, each as likely as any other.";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        return new RingMemory(
                context,
                config.capacity(),
                new Joined(config.steps(), config.discount()),
                new StaleRewards(context, config.staleRewards()),
                new UniformDraw(context.random("draw")));
    }
}
