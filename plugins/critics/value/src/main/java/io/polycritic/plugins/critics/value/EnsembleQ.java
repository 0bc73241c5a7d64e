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
 * The plugin {@code ensemble-q}: randomised ensembled double Q-learning (Chen, Wang, Zhou and Ross, "Randomized
 * ensembled double Q-learning", 2021, algorithm 1).
 */
@Component
@PluginId("ensemble-q")
public final class EnsembleQ implements CriticFactory<EnsembleQ.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Reward slot that is judged; empty for the one of the critic's own name.")
        String reward() default "";

        @Setting(value = "Discount of the next step's value.", min = 0, max = 1, live = true)
        double discount() default 0.99;

        @Setting(value = "Widths of each network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {256, 256};

        @Setting("Function between the layers of a network.")
        Activation activation() default Activation.RELU;

        @Setting(value = "How many networks there are.", min = 1, max = 100)
        int networks() default 10;

        @Setting(
                value = "How many of them, drawn for each batch, make the target by their least value.",
                min = 1,
                live = true)
        int subset() default 2;

        @Setting(value = "How errors of values count.", live = true)
        TdLoss loss() default TdLoss.SQUARE;

        @Setting(value = "Which of the networks' values the policy is judged by.", live = true)
        PolicyValue policyValue() default PolicyValue.MEAN;

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
        return "Values of actions by an ensemble of networks, of which a random subset makes the target by its least value.";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        QSettings settings = new QSettings(
                Judged.of(config.reward(), 1, 0, context),
                config.discount(),
                config.networks(),
                config.subset(),
                new NetworkDesign(NetworkDesign.Input.FLAT, config.hidden(), config.activation()),
                false,
                false,
                config.policyValue(),
                new TargetUpdate(config.targetRate(), config.targetEvery()),
                "optimizers." + config.optimizer());
        return new ActionValues(context, settings, new ExpectedReturn(config.loss()));
    }
}
