package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.rl.SkillModel;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code skill-lipschitz}. */
@Component
@PluginId("skill-lipschitz")
public final class SkillLipschitz implements RewardModelFactory<SkillLipschitz.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Observation field that skills act on.")
        String field() default "block.position";

        @Setting(value = "How many numbers of that field count, from the first one on.", min = 1)
        int components() default 2;

        @Setting(
                value = "Numbers of a skill, and outputs of the encoder phi; must equal the learner's.",
                min = 1,
                max = 64)
        int dimension() default 2;

        @Setting(value = "Widths of the encoder's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {64, 64};

        @Setting(value = "Passes over the rollout in an update.", min = 1, max = 1000, live = true)
        int epochs() default 4;

        @Setting(value = "Rows of a gradient step; at most the rollout's rows.", unit = "rows", min = 1, live = true)
        int minibatch() default 512;

        @Setting(value = "Power iterations before each gradient step.", min = 1, max = 1000, live = true)
        int powerIterations() default 5;

        @Setting("Optimizer slot that changes the encoder.")
        String optimizer() default "skill";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends RewardModel> partType() {
        return SkillModel.class;
    }

    @Override
    public String description() {
        return "Rewards moving an object far in the skill's direction, measured by a learned 1-Lipschitz encoder.";
    }

    @Override
    public String paper() {
        return "Park et al. 2022, arXiv 2202.00914";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        ObjectField field = ObjectField.of(context.environment().observation(), config.field(), config.components());
        LipschitzEncoder encoder = new LipschitzEncoder(
                context.compute(),
                config.components(),
                config.hidden(),
                config.dimension(),
                config.powerIterations(),
                context.random("initial"));
        return new LipschitzReward(
                context, field, encoder, config.epochs(), config.minibatch(), "optimizers." + config.optimizer());
    }
}
