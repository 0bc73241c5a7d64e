package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.reward.RewardModelFactory;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code q-implied-reward}. */
@Component
@PluginId("q-implied-reward")
public final class QImpliedReward implements RewardModelFactory<QImpliedReward.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Run whose newest snapshot has the critics; empty for the critics of this run.")
        String run() default "";

        @Setting("Agents whose implied rewards are averaged; none for the agent after which the slot is called.")
        String[] agents() default {};

        @Setting("What is given: the implied reward itself, or the weights of known events that explain it.")
        Recovery recovery() default Recovery.IMPLIED;

        @Setting(value = "Largest magnitude of an event's weight.", min = 0)
        double limit() default 2;
    }

    /** What a reward consists of. */
    public enum Recovery {
        /** x = Q(s, a) - gamma V(s'). */
        IMPLIED,
        /** Sums of weights of the game's events, by least squares beside potential shaping. */
        EVENTS
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
        return "The reward that critics of demonstrators imply, for any learner that shall earn it.";
    }

    @Override
    public String paper() {
        return "arXiv 2503.04679";
    }

    @Override
    public RewardModel create(Config config, PartContext context) {
        List<String> agents = config.agents().length == 0 ? List.of(context.name()) : List.of(config.agents());
        int[] indices = agents.stream()
                .mapToInt(agent -> AgentIndex.of(agent, "agents", context))
                .toArray();
        CriticSource source =
                config.run().isEmpty() ? CriticSource.slots(context) : CriticSource.frozen(config.run(), context);
        return new ImpliedReward(source, indices, config.recovery(), config.limit(), context);
    }
}
