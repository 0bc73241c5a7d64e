package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code safety}. */
@Component
@PluginId("safety")
public final class Safety implements RewardModelFactory<Safety.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Signal of the contact force; empty if forces do not count.")
        String force() default "contact.force";

        @Setting(value = "Greatest contact force that is no violation.", unit = "N", min = 0, live = true)
        double forceLimit() default 8;

        @Setting("Signals that are a violation in each step in which they are above 0.5.")
        String[] flags() default {"table.touch", "block.off"};

        @Setting(value = "What a step with a violation costs.", min = 0, live = true)
        double penalty() default 1;

        @Setting(
                value = "What the squared length of an action costs, limits of the action space counted as 1.",
                min = 0,
                live = true)
        double actionCost() default 0.01;
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
        return "Minus a penalty in each step with a violation, and minus a little for large actions.";
    }

    @Override
    public String paper() {
        return "after arXiv 2402.00823";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        EnvironmentSpec environment = context.environment();
        int force = config.force().isEmpty() ? -1 : SpaceFields.offset(environment.signals(), "force", config.force());
        String[] names = config.flags();
        int[] flags = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            flags[i] = SpaceFields.offset(environment.signals(), "flags[" + i + "]", names[i]);
        }
        float[] factors = ActionUnits.factors(environment.action());
        float[] centres = ActionUnits.centres(environment.action());
        return new SafetyReward(
                context,
                new SafetyReward.Rule(force, config.forceLimit(), flags, config.penalty(), config.actionCost()),
                factors,
                centres);
    }

    /** Its part. */
    private static final class SafetyReward extends FixedReward {
        private final Rule rule;
        private final int signalWidth;
        private final float[] factors;
        private final float[] centres;

        /** The constants; {@code force} is -1 where forces do not count. */
        record Rule(int force, double forceLimit, int[] flags, double penalty, double actionCost) {}

        SafetyReward(PartContext context, Rule rule, float[] factors, float[] centres) {
            super(context);
            this.rule = rule;
            this.signalWidth = context.environment().signals().width();
            this.factors = factors;
            this.centres = centres;
        }

        @Override
        public Wiring wiring() {
            return Wiring.builder()
                    .needs(FieldSpec.numbers(Fields.SIGNALS, signalWidth))
                    .needs(FieldSpec.numbers(Fields.ACTION, factors.length))
                    .offers(offer())
                    .build();
        }

        @Override
        protected void score(Batch batch, float[] rewards) {
            float[] signals = batch.numbers(Fields.SIGNALS);
            float[] actions = batch.numbers(Fields.ACTION);
            for (int row = 0; row < rewards.length; row++) {
                double squares = 0;
                for (int i = 0; i < factors.length; i++) {
                    double action = (actions[row * factors.length + i] - centres[i]) * factors[i];
                    squares += action * action;
                }
                double penalty = violated(signals, row * signalWidth) ? rule.penalty : 0;
                rewards[row] = (float) -(penalty + rule.actionCost * squares);
            }
        }

        private boolean violated(float[] signals, int at) {
            boolean violated = rule.force >= 0 && signals[at + rule.force] > rule.forceLimit;
            for (int flag : rule.flags) {
                violated |= signals[at + flag] > 0.5f;
            }
            return violated;
        }
    }
}
