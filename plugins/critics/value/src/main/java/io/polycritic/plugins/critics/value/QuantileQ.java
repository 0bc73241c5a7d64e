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
 * The plugin {@code quantile-q}: quantile regression (Dabney et al., "Distributional reinforcement learning with
 * quantile regression", 2018).
 */
@Component
@PluginId("quantile-q")
public final class QuantileQ implements CriticFactory<QuantileQ.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Reward slot that is judged; empty for the one of the critic's own name.")
        String reward() default "";

        @Setting(value = "Discount of the next step's value.", min = 0, max = 1, live = true)
        double discount() default 0.99;

        @Setting(value = "Widths of each network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {64, 64};

        @Setting("Function between the layers of a network.")
        Activation activation() default Activation.RELU;

        @Setting(value = "Quantiles of the return that are learned.", min = 1, max = 1000)
        int quantiles() default 51;

        @Setting(value = "Networks, of whose quantiles the least ones make the target.", min = 1, max = 100)
        int networks() default 1;

        @Setting(
                value =
                        "Whether the trained networks choose the next action that the target networks judge; finite actions.",
                live = true)
        boolean doubleQ() default false;

        @Setting("Whether networks split values into the state's and the actions' share; finite actions.")
        boolean duelling() default false;

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
        return "The distribution of each action's return as quantiles, learned by quantile regression; values are their means.";
    }

    @Override
    public String paper() {
        return "Dabney et al. 2018, arXiv 1710.10044";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        QSettings settings = new QSettings(
                Judged.of(config.reward(), 1, 0, context),
                config.discount(),
                config.networks(),
                config.networks(),
                new NetworkDesign(NetworkDesign.Input.FLAT, config.hidden(), config.activation()),
                config.doubleQ(),
                config.duelling(),
                config.policyValue(),
                new TargetUpdate(config.targetRate(), config.targetEvery()),
                "optimizers." + config.optimizer());
        return new ActionValues(context, settings, new Quantiles(config.quantiles()));
    }
}
