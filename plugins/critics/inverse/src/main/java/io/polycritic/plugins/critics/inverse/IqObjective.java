package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.games.InverseObjective;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code iq-objective}. */
@Component
@PluginId("iq-objective")
public final class IqObjective implements CriticFactory<IqObjective.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "What an implied reward of a demonstrated step counts.", live = true)
        Phi phi() default Phi.CHI2;

        @Setting(value = "Alpha, above 0: the less it is, the smaller are implied rewards with CHI2.", live = true)
        double alpha() default 10;

        @Setting("What the second term is a mean over: rows that the learner gives, or first states.")
        Baseline baseline() default Baseline.ROWS;

        @Setting(
                value = "Share that the learner's own rows have in the second term with ROWS, where it gives such.",
                min = 0,
                max = 1,
                live = true)
        double ownShare() default 0.5;

        @Setting(
                "Which rows' implied rewards are kept small with CHI2: demonstrated ones, or all that the learner gives.")
        Kept kept() default Kept.DEMONSTRATED;

        @Setting(
                "What a demonstrated step counts, squares apart: Q of the joint action, or its mean over the others' policies.")
        Credit credit() default Credit.MARGINAL;
    }

    /** The second term. */
    public enum Baseline {
        /** E[V(s) - gamma V(s')] over rows: demonstrated ones, or also the learner's own, as it says. */
        ROWS,
        /** (1 - gamma) E[V(s0)]. */
        INITIAL
    }

    /** Rows whose implied rewards are kept small. */
    public enum Kept {
        /** Demonstrated ones: x^2 / (4 alpha) belongs to phi. */
        DEMONSTRATED,
        /** All rows, so that implied rewards are bounded wherever the learner goes. */
        ALL
    }

    /** What a demonstrated step counts for a joint critic, apart from the squares of CHI2. */
    public enum Credit {
        /** Q_i(s, a_i, a_-i) - gamma V_i(s'): unbounded where demonstrated joint actions are no product of policies. */
        JOINT,
        /** Qbar_i(s, a_i) - gamma V_i(s'): with {@link Phi#LINEAR} that clones, whatever the others do. */
        MARGINAL
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Critic> partType() {
        return InverseObjective.class;
    }

    @Override
    public String description() {
        return "Inverse Q-learning's concave objective of implied rewards, of which critics of demonstrators are learned.";
    }

    @Override
    public String paper() {
        return "arXiv 2106.12142";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        if (!(config.alpha() > 0)) {
            throw new InvalidConfigException("alpha", "found " + config.alpha() + ", allowed is above 0");
        }
        if (config.kept() == Kept.ALL && config.phi() != Phi.CHI2) {
            throw new InvalidConfigException("kept", "found ALL, allowed with " + config.phi() + " is DEMONSTRATED");
        }
        return new ImpliedRewardObjective(
                config.phi(), config.alpha(), config.baseline(), config.ownShare(), config.kept(), config.credit());
    }
}
