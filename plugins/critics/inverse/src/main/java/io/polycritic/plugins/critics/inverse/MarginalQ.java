package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.games.JointActions;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.StageGame;
import io.polycritic.nn.Activation;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code marginal-q}. */
@Component
@PluginId("marginal-q")
public final class MarginalQ implements CriticFactory<MarginalQ.Config> {
    /** The slot of a critic of all agents as one. */
    static final String ALL = "joint";

    /** Settings. */
    public @interface Config {
        @Setting("Whether joint actions are valued and averaged over the others' policies, or the agent's own actions.")
        Form form() default Form.JOINT;

        @Setting("How a joint critic averages: over all of the others' joint actions, at most 256, or over 32 samples.")
        StageGame.Averaging marginal() default StageGame.Averaging.AUTO;

        @Setting(value = "Lambda, above 0: how much more likely better actions are.", live = true)
        double rationality() default 8;

        @Setting(value = "Gamma, with which what follows counts.", min = 0, max = 1, live = true)
        double discount() default 0.9;

        @Setting("Whether there is a number for each state and action instead of a network.")
        boolean table() default false;

        @Setting(value = "Widths of the network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {64, 64};

        @Setting("Function between the network's layers.")
        Activation activation() default Activation.RELU;

        @Setting(
                value =
                        "Share of the way that the target, which values next states, moves after a step; 1 for no target.",
                min = 0,
                max = 1,
                live = true)
        double targetRate() default 0.005;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Critic> partType() {
        return MarginalCritic.class;
    }

    @Override
    public String description() {
        return "Values of joint actions, averaged over the other agents' policies; the agent's policy follows from them.";
    }

    @Override
    public String paper() {
        return "arXiv 2503.04679";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        if (!(config.rationality() > 0)) {
            throw new InvalidConfigException("rationality", "found " + config.rationality() + ", allowed is above 0");
        }
        JointActions actions = JointActions.of(context.environment().action());
        int agent = context.environment().agents().indexOf(context.name());
        boolean all = context.name().equals(ALL);
        if (agent < 0 && !all) {
            throw new InvalidConfigException(
                    context.path(),
                    "the slot is named '" + context.name() + "', allowed are the agents "
                            + context.environment().agents() + ", or '" + ALL + "' for all as one");
        }
        if (!all && config.form() == Form.JOINT && !config.marginal().allows(actions.others(agent))) {
            throw new InvalidConfigException(
                    "marginal",
                    "found ENUMERATE for " + actions.others(agent)
                            + " joint actions of the others, allowed are at most 256; use SAMPLE");
        }
        boolean joint = !all && config.form() == Form.JOINT;
        int outputs = all || joint ? actions.size() : actions.count(agent);
        return new AgentValues(
                new AgentValues.Design(
                        joint,
                        config.rationality(),
                        config.discount(),
                        config.marginal(),
                        outputs,
                        config.targetRate(),
                        all ? -1 : agent),
                config.table()
                        ? ValueFunction.table(context.environment().observation(), outputs)
                        : ValueFunction.network(
                                config.hidden(), config.activation(), joint ? actions.count(agent) + outputs : outputs),
                context);
    }
}
