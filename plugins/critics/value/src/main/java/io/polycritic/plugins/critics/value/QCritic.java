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

/** The plugin {@code q-critic}: one network. */
@Component
@PluginId("q-critic")
public final class QCritic implements CriticFactory<QCritic.Config> {
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

        @Setting(value = "How errors of values count.", live = true)
        TdLoss loss() default TdLoss.HUBER;

        @Setting(
                value =
                        "Whether the trained networks choose the next action that the target networks judge; finite actions.",
                live = true)
        boolean doubleQ() default false;

        @Setting("Whether networks split values into the state's and the actions' share; finite actions.")
        boolean duelling() default false;

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
        return "Values of actions by one network and its target, for finite actions (double and duelling on wish) and for numbers.";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        QSettings settings = new QSettings(
                Judged.of(config.reward(), 1, 0, context),
                config.discount(),
                1,
                1,
                new NetworkDesign(NetworkDesign.Input.FLAT, config.hidden(), config.activation()),
                config.doubleQ(),
                config.duelling(),
                PolicyValue.FIRST,
                new TargetUpdate(config.targetRate(), config.targetEvery()),
                "optimizers." + config.optimizer());
        return new ActionValues(context, settings, new ExpectedReturn(config.loss()));
    }
}
