package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.language.Pooling;
import io.polycritic.preference.PreferenceModel;
import io.polycritic.preference.SkewForm;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code gpm-reward}. */
@Component
@PluginId("gpm-reward")
public final class GpmReward implements RewardModelFactory<GpmReward.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Numbers of a response's embedding, 2k; even.", min = 2, max = 4096)
        int dimension() default 6;

        @Setting(
                value = "What scores are divided by to be log-odds; the first value where it is learned.",
                min = Temperature.FLOOR,
                max = 100)
        double temperature() default 0.1;

        @Setting("Whether the temperature is learned, from 0.01 upwards.")
        boolean learnTemperature() default false;

        @Setting("Whether the prompt weighs the k parts of a score; needs comparisons with prompts.")
        boolean promptScale() default false;

        @Setting(
                value = "Standard deviation of the first weights from states to embeddings; 0 for 1 / (W + 1).",
                min = 0,
                max = 100)
        double initialDeviation() default 0;

        @Setting("Whether embeddings are brought to length 1.")
        boolean normalise() default false;

        @Setting("Cross-entropy with the labels, or squared distance of log-odds to 10 or -10.")
        LossKind loss() default LossKind.LOGISTIC;

        @Setting(value = "Widths of the network's layers; embeddings are read from the last one.", min = 1, max = 8192)
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
        return "General preference model: a skew-symmetric form of the embeddings of two responses, so that preferences"
                + " may be cyclic.";
    }

    @Override
    public String paper() {
        return "Zhang et al. 2024, arXiv 2410.02197";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        if (config.dimension() % 2 != 0) {
            throw new InvalidConfigException("dimension", "2k must be even, found " + config.dimension());
        }
        RowFields fields = RowFields.of(context, config.promptScale());
        EmbeddingNetwork.Head head = new EmbeddingNetwork.Head(
                new SkewForm(config.dimension() / 2),
                config.promptScale(),
                config.normalise(),
                new Temperature(config.temperature(), config.learnTemperature()),
                config.initialDeviation());
        TokenStart start = new TokenStart(context, config.run(), config.pooling());
        return new LearnedPreference(
                context,
                fields,
                new EmbeddingNetwork(
                        fields.encoder(1, config.hidden(), config.promptScale(), start),
                        head,
                        context.random("initial")),
                new ComparisonLoss(config.loss(), 0),
                config.optimizer());
    }
}
