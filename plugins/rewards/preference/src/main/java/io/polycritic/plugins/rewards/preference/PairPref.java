package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.language.Pooling;
import io.polycritic.preference.PreferenceModel;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code pair-pref}. */
@Component
@PluginId("pair-pref")
public final class PairPref implements RewardModelFactory<PairPref.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Widths of the network's layers, which see both responses.", min = 1, max = 8192)
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
        return "Classifier of prompt and two responses: the probability that the first one is preferred.";
    }

    @Override
    public String paper() {
        return "Munos et al. 2023, arXiv 2312.00886";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        RowFields fields = RowFields.of(context, false);
        TokenStart start = new TokenStart(context, config.run(), config.pooling());
        return new LearnedPreference(
                context,
                fields,
                new PairNetwork(fields.encoder(2, config.hidden(), false, start), context.random("initial")),
                new ComparisonLoss(LossKind.LOGISTIC, 0),
                config.optimizer());
    }
}
