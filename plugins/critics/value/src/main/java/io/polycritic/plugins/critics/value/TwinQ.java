package io.polycritic.plugins.critics.value;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import io.polycritic.rl.ActionValueCritic;
import io.polycritic.rl.NetworkDesign;
import org.osgi.service.component.annotations.Component;

/**
 * The plugin {@code twin-q}: two networks, the lesser of whose values is the target (Fujimoto, van Hoof and Meger,
 * "Addressing function approximation error in actor-critic methods", 2018, equation 10).
 */
@Component
@PluginId("twin-q")
public final class TwinQ implements CriticFactory<TwinQ.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Reward slot that is judged; empty for the one of the critic's own name.")
        String reward() default "";

        @Setting(value = "Numbers that the reward has a row; above 1 for a vector reward.", min = 1, max = 4096)
        int rewardWidth() default 1;

        @Setting(
                value =
                        "Which number of a vector reward is judged, from 0; -1 for the sum weighted by the episode's preference.",
                min = -1)
        int component() default 0;

        @Setting("Whether the policy's entropy that is to come is judged, instead of a reward.")
        boolean entropy() default false;

        @Setting(value = "Discount of the next step's value.", min = 0, max = 1, live = true)
        double discount() default 0.99;

        @Setting(value = "Widths of each network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {256, 256};

        @Setting("How networks see observations: as one vector, or as a set of rows.")
        NetworkDesign.Input input() default NetworkDesign.Input.FLAT;

        @Setting("Function between the layers of a network.")
        Activation activation() default Activation.RELU;

        @Setting(value = "How errors of values count.", live = true)
        TdLoss loss() default TdLoss.SQUARE;

        @Setting(value = "Which of the networks' values the policy is judged by.", live = true)
        PolicyValue policyValue() default PolicyValue.MINIMUM;

        @Setting(
                value = "Share of the way that target networks move at a time; 1 copies.",
                min = 0,
                max = 1,
                live = true)
        double targetRate() default 0.005;

        @Setting(
                value = "Steps of the critic between two moves of the target networks.",
                unit = "steps",
                min = 1,
                live = true)
        int targetEvery() default 1;

        @Setting("Optimizer slot that changes the networks.")
        String optimizer() default "critics";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Critic> partType() {
        return ActionValueCritic.class;
    }

    @Override
    public String description() {
        return "Values of actions by two networks, of which the lesser makes the target (clipped double Q-learning).";
    }

    @Override
    public String paper() {
        return "Fujimoto et al. 2018, arXiv 1802.09477";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        QSettings settings = new QSettings(
                config.entropy()
                        ? Judged.ENTROPY
                        : Judged.of(config.reward(), config.rewardWidth(), config.component(), context),
                config.discount(),
                2,
                2,
                new NetworkDesign(config.input(), config.hidden(), config.activation()),
                false,
                false,
                config.policyValue(),
                new TargetUpdate(config.targetRate(), config.targetEvery()),
                "optimizers." + config.optimizer());
        return new ActionValues(context, settings, new ExpectedReturn(config.loss()));
    }
}
