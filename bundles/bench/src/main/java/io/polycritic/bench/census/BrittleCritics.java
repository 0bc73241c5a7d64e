package io.polycritic.bench.census;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Setting;

/** The plugin {@code bench-brittle}, registered while the benchmark goes on. */
public final class BrittleCritics implements CriticFactory<BrittleCritics.Config> {
    /** When a part breaks. */
    public enum Breaks {
        /** When it is made. */
        MADE,
        /** When it takes over state. */
        LOADED,
        /** In its first update. */
        AT_ONCE,
        /** In a later update. */
        LATER,
        /** Its advantages are no numbers. */
        NO_NUMBERS
    }

    /** Settings. */
    public @interface Config {
        @Setting("When it breaks.")
        Breaks breaks();
    }

    /** A factory. */
    public BrittleCritics() {}

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends ScoringCritic> partType() {
        return ScoringCritic.class;
    }

    @Override
    public String description() {
        return "A critic that breaks.";
    }

    @Override
    public ScoringCritic create(Config config, PartContext context) {
        if (config.breaks() == Breaks.MADE) {
            throw new IllegalStateException("breaks when it is made");
        }
        return new BrittleCritic(context, config.breaks(), new long[1]);
    }
}
