package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.rl.SkillModel;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code skill-diayn}. */
@Component
@PluginId("skill-diayn")
public final class SkillDiayn implements RewardModelFactory<SkillDiayn.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Observation field by which skills are told apart.")
        String field() default "block.position";

        @Setting(value = "How many numbers of that field count, from the first one on.", min = 1)
        int components() default 2;

        @Setting(value = "Equal sectors of the circle of skills that are told apart.", min = 2, max = 360)
        int bins() default 8;

        @Setting(value = "Widths of the discriminator's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {64, 64};

        @Setting(value = "Passes over the rollout in an update.", min = 1, max = 1000, live = true)
        int epochs() default 4;

        @Setting(value = "Rows of a gradient step; at most the rollout's rows.", unit = "rows", min = 1, live = true)
        int minibatch() default 512;

        @Setting("Optimizer slot that changes the discriminator.")
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
        return "Rewards places of an object from which a learned discriminator recognises the skill.";
    }

    @Override
    public String paper() {
        return "Eysenbach et al. 2019, arXiv 1802.06070";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        ObjectField field = ObjectField.of(context.environment().observation(), config.field(), config.components());
        double scale = context.environment()
                .observation()
                .field(config.field())
                .scale()
                .factor();
        Discriminator discriminator = new Discriminator(
                context.compute(), config.components(), config.hidden(), config.bins(), context.random("initial"));
        return new DiaynReward(
                context,
                field,
                (float) scale,
                discriminator,
                config.epochs(),
                config.minibatch(),
                "optimizers." + config.optimizer());
    }
}
