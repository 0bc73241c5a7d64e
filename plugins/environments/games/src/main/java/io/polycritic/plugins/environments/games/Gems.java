package io.polycritic.plugins.environments.games;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.games.GameWorld;
import io.polycritic.games.LogitEquilibrium;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code gems}. */
@Component
@PluginId("gems")
public final class Gems implements EnvironmentFactory<Gems.Config> {
    private final Solutions solutions = new Solutions();

    /** Settings. */
    public @interface Config {
        @Setting("What agents want: mixed motives, opposite ones, or the same.")
        Motive motive() default Motive.MIXED;

        @Setting(value = "Steps after which an episode is truncated.", unit = "steps", min = 1)
        int maxEpisodeSteps() default 40;

        @Setting("Lambda of the experts, above 0: how much more likely better actions are.")
        double rationality() default 8;

        @Setting(value = "Gamma of the experts, below 1.", min = 0, max = 1)
        double discount() default 0.9;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return GameWorld.class;
    }

    @Override
    public String description() {
        return "Two agents on a grid collect gems of their own, of the rival, and one that takes both.";
    }

    @Override
    public String paper() {
        return "after arXiv 2503.04679";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        LogitEquilibrium.Method method = Experts.method(config.rationality(), config.discount(), GridGames.STEP);
        Motive motive = config.motive();
        return new Arena(
                context,
                config.maxEpisodeSteps(),
                Painters::gems,
                new long[0],
                words -> solutions.of(List.of(motive, method), () -> new Solution(GemsGame.of(motive), method)));
    }
}
