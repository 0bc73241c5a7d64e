package io.polycritic.bench.census;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;

/** The plugin {@code bench-count}, registered while the benchmark goes on. */
public final class CensusRewards implements RewardModelFactory<CensusRewards.Config> {
    private final Census census;

    /** Settings. */
    public @interface Config {
        @Setting(value = "Lanes of the learner.", min = 1)
        int lanes();
    }

    /** A factory whose parts report to a census. */
    public CensusRewards(Census census) {
        this.census = census;
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
        return "Counts the numbers of the transitions that are learned from.";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        return new CensusReward(census, context.name(), context.metrics(), config.lanes());
    }
}
