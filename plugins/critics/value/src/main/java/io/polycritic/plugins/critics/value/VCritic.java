package io.polycritic.plugins.critics.value;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import io.polycritic.rl.Gae;
import io.polycritic.rl.NetworkDesign;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code v-critic}. */
@Component
@PluginId("v-critic")
public final class VCritic implements CriticFactory<VCritic.Config> {
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

        @Setting(value = "Discount of the next step's value.", min = 0, max = 1, live = true)
        double discount() default 0.99;

        @Setting(value = "Lambda of the generalised advantage estimate.", min = 0, max = 1, live = true)
        double lambda() default 0.95;

        @Setting(value = "Widths of the value network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {128, 128};

        @Setting("How the value network sees observations: as one vector, or as a set of rows.")
        NetworkDesign.Input input() default NetworkDesign.Input.FLAT;

        @Setting("Function between the value network's layers.")
        Activation activation() default Activation.TANH;

        @Setting(value = "Passes over the rollout in an update.", min = 1, max = 1000, live = true)
        int epochs() default 4;

        @Setting(value = "Rows of a gradient step; at most the rollout's rows.", unit = "rows", min = 1, live = true)
        int minibatch() default 512;

        @Setting("Optimizer slot that changes the value network.")
        String optimizer() default "critics";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Critic> partType() {
        return ScoringCritic.class;
    }

    @Override
    public String description() {
        return "State values of one reward, learned from its returns, and generalised advantages under them.";
    }

    @Override
    public String paper() {
        return "Schulman et al. 2016, arXiv 1506.02438";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        boolean rows = config.input() == NetworkDesign.Input.ROWS;
        // Features may be wider than any observation here, and a flat network takes them as they are.
        Space observation = rows ? context.environment().observation() : Space.EMPTY;
        NetworkDesign design = new NetworkDesign(config.input(), config.hidden(), config.activation());
        return new ValueCritic(
                context,
                new ValueCritic.Constants(
                        Judged.of(config.reward(), config.rewardWidth(), config.component(), context),
                        new Gae(config.discount(), config.lambda()),
                        design.checked(observation),
                        observation,
                        config.epochs(),
                        config.minibatch(),
                        "optimizers." + config.optimizer()));
    }
}
