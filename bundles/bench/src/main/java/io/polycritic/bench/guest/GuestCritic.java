package io.polycritic.bench.guest;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Setting;

/**
 * The plugin {@code bench-guest}. It is no component of this bundle: the benchmark makes bundles of this package, each
 * with a class loader of its own.
 */
public final class GuestCritic implements CriticFactory<GuestCritic.Config> {
    /** How strongly the newest returns count. */
    public enum Pace {
        /** A tenth of them. */
        SLOW,
        /** A half of them. */
        FAST
    }

    /** Settings. */
    public @interface Config {
        @Setting(value = "Discount of the next step's return.", min = 0, max = 1)
        double discount() default 0.9;

        @Setting("How strongly the newest returns count in the running mean.")
        Pace pace() default Pace.SLOW;
    }

    /** Called by Declarative Services. */
    public GuestCritic() {}

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<ScoringCritic> partType() {
        return ScoringCritic.class;
    }

    @Override
    public String description() {
        return "Returns of the reward of the critic's own name, less their running mean; the guest of a benchmark.";
    }

    @Override
    public ScoringCritic create(Config config, PartContext context) {
        return new GuestPart(context, config.discount(), config.pace() == Pace.FAST ? 0.5 : 0.1);
    }
}
