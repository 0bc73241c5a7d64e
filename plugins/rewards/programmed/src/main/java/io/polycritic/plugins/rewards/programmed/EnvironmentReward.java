package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code environment-reward}. */
@Component
@PluginId("environment-reward")
public final class EnvironmentReward implements RewardModelFactory<EnvironmentReward.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Signal of the environment that is the reward.")
        String signal() default EnvironmentSpec.REWARD;

        @Setting(value = "What the signal is multiplied with.", live = true)
        double scale() default 1;
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
        return "The environment's own reward, or another of its signals.";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        Space signals = context.environment().signals();
        int at = SpaceFields.offset(signals, "signal", config.signal());
        return new SignalReward(context, at, signals.width(), (float) config.scale());
    }

    /** Its part. */
    private static final class SignalReward extends FixedReward {
        private final int at;
        private final int width;
        private final float scale;

        SignalReward(PartContext context, int at, int width, float scale) {
            super(context);
            this.at = at;
            this.width = width;
            this.scale = scale;
        }

        @Override
        public Wiring wiring() {
            return Wiring.builder()
                    .needs(FieldSpec.numbers(Fields.SIGNALS, width))
                    .offers(offer())
                    .build();
        }

        @Override
        protected void score(Batch batch, float[] rewards) {
            float[] signals = batch.numbers(Fields.SIGNALS);
            for (int row = 0; row < rewards.length; row++) {
                rewards[row] = scale * signals[row * width + at];
            }
        }
    }
}
