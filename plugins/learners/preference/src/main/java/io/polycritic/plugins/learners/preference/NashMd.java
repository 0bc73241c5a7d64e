package io.polycritic.plugins.learners.preference;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.preference.TabularPolicy;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code nash-md}. */
@Component
@PluginId("nash-md")
public final class NashMd implements LearnerFactory<NashMd.Config> {
    /** Whom responses shall be preferred to. */
    public enum Opponent {
        /** The geometric mixture of the policy and the reference: Nash-MD. */
        MIXTURE,
        /** The policy itself: self-play. */
        CURRENT,
        /** The reference. */
        REFERENCE
    }

    /** What the next policy stays near to. */
    public enum Anchor {
        /** The geometric mixture of the policy and the reference, so that distance from the reference costs. */
        MIXTURE,
        /** The policy. */
        CURRENT
    }

    /** How steps change. */
    public enum Schedule {
        /** 2 / (tau (t + 2)) for t = 0, 1, .. */
        DECREASING,
        /** The setting eta. */
        CONSTANT
    }

    /** What has been learned. */
    public enum Iterate {
        /** The newest policy. */
        LAST,
        /** The mean of all policies, the first one included. */
        AVERAGE
    }

    /** Settings. */
    public @interface Config {
        @Setting(value = "How much distance from the reference policy costs.", min = 0)
        double tau() default 0.1;

        @Setting("Whether steps decrease, as 2 / (tau (t + 2)), or are those of eta.")
        Schedule schedule() default Schedule.DECREASING;

        @Setting(
                value = "Constant step size; eta tau is the reference's weight in mixtures, 1 at the most.",
                min = 0,
                live = true)
        double eta() default 0.05;

        @Setting("Whom responses shall be preferred to.")
        Opponent opponent() default Opponent.MIXTURE;

        @Setting("What the next policy stays near to.")
        Anchor anchor() default Anchor.MIXTURE;

        @Setting("Whether the newest policy counts or the mean of all.")
        Iterate iterate() default Iterate.LAST;

        @Setting("Whether all policies are kept, for evaluators that look at the way; n numbers a prompt and update.")
        boolean keepIterates() default false;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return TabularPolicy.class;
    }

    @Override
    public String description() {
        return "Nash-MD: mirror descent over a table of responses, against a mixture of the policy and a reference;"
                + " self-play and best responses by its settings.";
    }

    @Override
    public String paper() {
        return "Munos et al. 2023, arXiv 2312.00886";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        double tau = config.tau();
        boolean mixes = config.anchor() == Anchor.MIXTURE || config.opponent() == Opponent.MIXTURE;
        if (tau == 0 && mixes) {
            throw new InvalidConfigException(
                    "tau",
                    "found 0 with a mixture, allowed is more than 0: without regularisation the equilibrium is not"
                            + " unique and the last policy need not come to rest; anchor and opponent CURRENT with"
                            + " iterate AVERAGE need no tau");
        }
        boolean decreasing = config.schedule() == Schedule.DECREASING;
        if (tau == 0 && decreasing) {
            throw new InvalidConfigException("tau", "found 0, allowed with decreasing steps is more than 0");
        }
        if (!decreasing && mixes && config.eta() * tau > 1) {
            throw new InvalidConfigException(
                    "eta",
                    "mixture weight leaves [0,1]: eta tau is " + config.eta() * tau + " for eta " + config.eta()
                            + " and tau " + tau);
        }
        return new MirrorDescent(
                context,
                new MirrorDescent.Form(tau, decreasing ? 0 : config.eta(), config.opponent(), config.anchor()),
                config.iterate() == Iterate.AVERAGE,
                config.keepIterates());
    }
}
