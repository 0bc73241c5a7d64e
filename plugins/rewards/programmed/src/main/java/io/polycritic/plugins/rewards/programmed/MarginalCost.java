package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code marginal-cost}. */
@Component
@PluginId("marginal-cost")
public final class MarginalCost implements RewardModelFactory<MarginalCost.Config> {
    /** Delay and energy. */
    private static final int OBJECTIVES = 2;

    /** What a decision's delay is taken to be. */
    public enum DelayEstimate {
        /** The task's own delay and what it adds to those of the others, if nothing more arrives. */
        EXACT_POTENTIAL("delay.marginal"),
        /** The task's own delay, if nothing more arrives. */
        OWN_DELAY("delay.own"),
        /** Delays of tasks that are completed before the next decision, whichever decisions they are due to. */
        AT_COMPLETION("delay.completed");

        private final String signal;

        DelayEstimate(String signal) {
            this.signal = signal;
        }
    }

    /** Settings. */
    public @interface Config {
        @Setting(value = "What a decision's delay is taken to be.", live = true)
        DelayEstimate delay() default DelayEstimate.EXACT_POTENTIAL;

        @Setting(value = "Delay that costs 1.", unit = "s", min = 1e-9, live = true)
        double delayScale() default 2;

        @Setting(value = "Energy that costs 1 where its price is 1.", unit = "J", min = 1e-9, live = true)
        double energyScale() default 20;

        @Setting(
                value = "Prices of energy, one hour after the other and over again, as of its carbon.",
                min = 0,
                live = true)
        double[] prices() default {1};

        @Setting(value = "Length of an hour of prices.", unit = "s", min = 1e-9, live = true)
        double hour() default 3600;
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
        return "What a decision costs in delay and in priced energy, negative: a vector of two numbers.";
    }

    @Override
    public String paper() {
        return "arXiv 2509.10474";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        if (config.prices().length == 0) {
            throw new InvalidConfigException("prices", "found none, allowed is at least one");
        }
        Space signals = context.environment().signals();
        return new CostReward(
                context,
                config,
                new CostReward.Columns(
                        SpaceFields.offset(signals, "delay", config.delay().signal),
                        SpaceFields.offset(signals, "environment", "energy"),
                        SpaceFields.offset(signals, "environment", "time"),
                        signals.width()));
    }

    /** Its part. */
    private static final class CostReward extends FixedReward {
        private final Columns columns;
        private final double delayScale;
        private final double energyScale;
        private final double[] prices;
        private final double hour;

        /** Where the signals are, and how many there are. */
        record Columns(int delay, int energy, int time, int width) {}

        CostReward(PartContext context, Config config, Columns columns) {
            super(context, FieldSpec.numbers(Fields.rewards(context.name()), OBJECTIVES));
            this.columns = columns;
            this.delayScale = config.delayScale();
            this.energyScale = config.energyScale();
            this.prices = config.prices();
            this.hour = config.hour();
        }

        @Override
        public Wiring wiring() {
            return Wiring.builder()
                    .needs(FieldSpec.numbers(Fields.SIGNALS, columns.width))
                    .offers(offer())
                    .build();
        }

        @Override
        protected void score(Batch batch, float[] rewards) {
            float[] signals = batch.numbers(Fields.SIGNALS);
            for (int row = 0; row < batch.rows(); row++) {
                int at = row * columns.width;
                double price = prices[(int) (Math.floor(signals[at + columns.time] / hour) % prices.length)];
                rewards[OBJECTIVES * row] = (float) (-signals[at + columns.delay] / delayScale);
                rewards[OBJECTIVES * row + 1] = (float) (-price * signals[at + columns.energy] / energyScale);
            }
        }
    }
}
