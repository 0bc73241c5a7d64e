package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import io.polycritic.rl.SkillModel;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code skill-contrastive}. */
@Component
@PluginId("skill-contrastive")
public final class SkillContrastive implements RewardModelFactory<SkillContrastive.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Observation field whose moves tell skills apart.")
        String field() default "block.position";

        @Setting(value = "How many numbers of that field count, from the first one on.", min = 1)
        int components() default 2;

        @Setting(value = "What a move is multiplied with before the network sees it.", min = 1e-6, max = 1e6)
        double moveScale() default 50;

        @Setting(value = "Widths of the hidden layers of both encoders.", min = 1, max = 8192)
        int[] hidden() default {64, 64};

        @Setting(value = "Numbers of a code.", min = 2, max = 4096)
        int codes() default 16;

        @Setting(value = "Temperature of the reward; usually that of the critic.", min = 1e-3, max = 1e3, live = true)
        double temperature() default 0.2;

        @Setting(value = "Passes over the rollout in an update.", min = 1, max = 1000, live = true)
        int epochs() default 4;

        @Setting(value = "Rows of a gradient step; at most the rollout's rows.", unit = "rows", min = 2, live = true)
        int minibatch() default 512;

        @Setting("Critic slot that compares the nodes 'move' and 'skill'; without a critic there the codes stay.")
        String critic() default "contrast";

        @Setting("Optimizer slot that changes the encoders.")
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
        return "Rewards moves of an object whose code agrees with that of the skill; any contrastive critic teaches the codes.";
    }

    @Override
    public String paper() {
        return "Laskin et al. 2022, arXiv 2202.00161";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        ObjectField field = ObjectField.of(context.environment().observation(), config.field(), config.components());
        double scale = context.environment()
                .observation()
                .field(config.field())
                .scale()
                .factor();
        SkillCodes codes = new SkillCodes(
                context.compute(),
                new SkillCodes.Scales((float) scale, (float) config.moveScale()),
                config.components(),
                config.hidden(),
                config.codes(),
                context.random("initial"));
        return new ContrastiveReward(
                context,
                field,
                codes,
                new ContrastiveReward.Constants(
                        config.temperature(),
                        config.epochs(),
                        config.minibatch(),
                        "critics." + config.critic(),
                        "optimizers." + config.optimizer()));
    }
}
