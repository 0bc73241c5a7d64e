package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.preference.BradleyTerryFit;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code bt-table}. */
@Component
@PluginId("bt-table")
public final class BtTable implements RewardModelFactory<BtTable.Config> {
    /** There are no settings. */
    public @interface Config {}

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
        return "Bradley-Terry rewards of a game's responses, fitted to its preferences under the reference policy.";
    }

    @Override
    public String paper() {
        return "Bradley and Terry 1952";
    }

    /** Fits are functions of the game, so they are made when they are first needed and are no state. */
    @Override
    public RewardModel create(Config config, PartContext context) {
        Map<Integer, double[]> fits = new HashMap<>();
        return new TableReward(GamePlay.of(context), (game, prompt, opponent, rewards) -> {
            double[] fit = fits.computeIfAbsent(
                    prompt, key -> BradleyTerryFit.rewards(game.preferences(key), game.reference(key)));
            System.arraycopy(fit, 0, rewards, 0, fit.length);
        });
    }
}
