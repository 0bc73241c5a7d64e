package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.language.Pooling;
import io.polycritic.preference.BradleyTerry;
import io.polycritic.preference.PreferenceModel;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code bt-reward}. */
@Component
@PluginId("bt-reward")
public final class BtReward implements RewardModelFactory<BtReward.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(
                value = "What differences of rewards are divided by to be log-odds.",
                min = Temperature.FLOOR,
                max = 100)
        double temperature() default 1;

        @Setting(value = "By how much the log-odds of a preferred response shall exceed 0.", min = 0, max = 100)
        double margin() default 0;

        @Setting(value = "Widths of the network's layers; rewards are read from the last one.", min = 1, max = 8192)
        int[] hidden() default {64, 64};

        @Setting(
                "Id of the run of a text policy whose model it begins with; required where responses are tokens, else not read.")
        String run() default "";

        @Setting("Which tokens of a response its state is: the sum over all, or the last.")
        Pooling pooling() default Pooling.SUM;

        @Setting("Optimizer slot that changes the network.")
        String optimizer() default "preference";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends RewardModel> partType() {
        return PreferenceModel.class;
    }

    @Override
    public String description() {
        return "Bradley-Terry reward model: one number a response, so that preferred responses have more than others.";
    }

    @Override
    public String paper() {
        return "Bradley and Terry 1952; Stiennon et al. 2020, arXiv 2009.01325";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        RowFields fields = RowFields.of(context, false);
        EmbeddingNetwork.Head head = new EmbeddingNetwork.Head(
                new BradleyTerry(), false, false, new Temperature(config.temperature(), false), 0);
        TokenStart start = new TokenStart(context, config.run(), config.pooling());
        return new LearnedPreference(
                context,
                fields,
                new EmbeddingNetwork(fields.encoder(1, config.hidden(), false, start), head, context.random("initial")),
                new ComparisonLoss(LossKind.LOGISTIC, (float) config.margin()),
                config.optimizer());
    }
}
