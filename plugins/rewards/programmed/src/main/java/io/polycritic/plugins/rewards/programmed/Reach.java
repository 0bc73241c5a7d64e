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

/** The plugin {@code reach}. */
@Component
@PluginId("reach")
public final class Reach implements RewardModelFactory<Reach.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Observation field of the point that shall come near.")
        String from() default "tip.position";

        @Setting("Observation field of the point that it shall come near to.")
        String to() default "block.position";

        @Setting(value = "How fast the reward falls with the distance.", unit = "1/m", min = 0, live = true)
        double sharpness() default 10;
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
        return "1 - tanh(sharpness times distance) of two observed points after each step.";
    }

    @Override
    public String paper() {
        return "after arXiv 2402.00823";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        Space space = context.environment().observation();
        int from = SpaceFields.offset(space, "from", config.from());
        int to = SpaceFields.offset(space, "to", config.to());
        int width = space.field(config.from()).width();
        if (width != space.field(config.to()).width()) {
            throw new InvalidConfigException(
                    "to",
                    "'" + config.to() + "' has " + space.field(config.to()).width() + " numbers, '" + config.from()
                            + "' has " + width + "; both must have as many");
        }
        return new ReachReward(context, space.width(), from, to, width, config.sharpness());
    }

    /** Its part. */
    private static final class ReachReward extends FixedReward {
        private final int row;
        private final int from;
        private final int to;
        private final int width;
        private final double sharpness;

        ReachReward(PartContext context, int row, int from, int to, int width, double sharpness) {
            super(context);
            this.row = row;
            this.from = from;
            this.to = to;
            this.width = width;
            this.sharpness = sharpness;
        }

        @Override
        public Wiring wiring() {
            return Wiring.builder()
                    .needs(FieldSpec.numbers(Fields.NEXT_OBSERVATION, row))
                    .offers(offer())
                    .build();
        }

        @Override
        protected void score(Batch batch, float[] rewards) {
            float[] observations = batch.numbers(Fields.NEXT_OBSERVATION);
            for (int i = 0; i < rewards.length; i++) {
                double squares = 0;
                for (int axis = 0; axis < width; axis++) {
                    double apart = observations[i * row + to + axis] - observations[i * row + from + axis];
                    squares += apart * apart;
                }
                rewards[i] = (float) (1 - Math.tanh(sharpness * Math.sqrt(squares)));
            }
        }
    }
}
