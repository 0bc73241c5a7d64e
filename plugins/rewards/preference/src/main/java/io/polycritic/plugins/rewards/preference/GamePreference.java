package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code game-preference}. */
@Component
@PluginId("game-preference")
public final class GamePreference implements RewardModelFactory<GamePreference.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(
                value = "Comparisons that each probability is estimated from; 0 for exact ones.",
                min = 0,
                max = 1000000,
                live = true)
        int draws() default 0;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends RewardModel> partType() {
        return RewardModel.class;
    }

    @Override
    public String description() {
        return "The probability that each response of a game is preferred to one of an opponent, exact or estimated.";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        GamePlay play = GamePlay.of(context);
        return config.draws() == 0
                ? new TableReward(play, (game, prompt, opponent, rewards) -> game.preferences(prompt)
                        .wins(opponent, rewards))
                : new TableReward(play, new DrawnWins(config.draws(), context.random("draws")));
    }
}
