package io.polycritic.plugins.environments.games;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.games.GameWorld;
import io.polycritic.games.LogitEquilibrium;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code markov-game}. */
@Component
@PluginId("markov-game")
public final class MarkovGame implements EnvironmentFactory<MarkovGame.Config> {
    private static final double STEP = 0.2;
    private static final int MOST = 1 << 22;

    private final Solutions solutions = new Solutions();

    /** Settings. */
    public @interface Config {
        @Setting(value = "States.", min = 1, max = 100000)
        int states() default 8;

        @Setting(value = "Actions of each agent; as many numbers as there are agents.", min = 1, max = 1000)
        int[] actions() default {3, 3};

        @Setting("Whether all agents get the same reward.")
        boolean cooperative() default false;

        @Setting(
                value = "Concentration of the Dirichlet distribution that transitions are drawn from.",
                min = 0.001,
                max = 1000)
        double concentration() default 0.3;

        @Setting(value = "Steps after which an episode is truncated.", unit = "steps", min = 1)
        int maxEpisodeSteps() default 40;

        @Setting("Lambda of the experts, above 0: how much more likely better actions are.")
        double rationality() default 4;

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
        return "A random game of several agents, general-sum or cooperative; another one for each seed of the run.";
    }

    @Override
    public String paper() {
        return "Shapley 1953";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        LogitEquilibrium.Method method = Experts.method(config.rationality(), config.discount(), STEP);
        RandomGame random =
                new RandomGame(config.states(), config.actions(), config.cooperative(), config.concentration());
        long size = (long) config.states() * config.states();
        for (int count : config.actions()) {
            size *= count;
        }
        if (config.actions().length == 0 || size > MOST) {
            throw new InvalidConfigException(
                    "actions",
                    "found " + Arrays.toString(config.actions()) + " and " + config.states()
                            + " states; allowed are at least one agent and " + MOST + " transitions");
        }
        RandomStream stream = context.random("game");
        long[] seed = stream.state();
        return new Arena(context, config.maxEpisodeSteps(), Painter.NONE, seed, words -> {
            stream.restore(words);
            Solution solution = solutions.of(
                    List.of(random.key(), method, Arrays.toString(words)),
                    () -> new Solution(random.draw(stream), method));
            stream.restore(words);
            return solution;
        });
    }
}
