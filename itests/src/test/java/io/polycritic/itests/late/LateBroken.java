package io.polycritic.itests.late;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code late-broken}: it stands for what may be wrong with a part of somebody else. */
@Component
@PluginId("late-broken")
public final class LateBroken implements CriticFactory<LateBroken.Config> {
    /** What is wrong. */
    public enum Fault {
        /** It throws when it is made. */
        CREATE,
        /** It throws when it takes over state. */
        IMPORT,
        /** It throws in its first step. */
        FIRST_STEP,
        /** It throws in its 100th step. */
        LATE_STEP,
        /** It does not come back from its first step. */
        HANG,
        /** It does not come back from its 100th step. */
        LATE_HANG,
        /** Its advantages are NaN. */
        NAN,
        /** Its advantages are NaN from the 100th step on. */
        LATE_NAN,
        /** It offers two numbers a row where one is asked for. */
        SHAPE,
        /** It says that it offers one number a row, and gives fewer. */
        SHORT,
        /** It leaves a thread behind. */
        THREAD
    }

    /** Settings. */
    public @interface Config {
        @Setting("What is wrong.")
        Fault fault();
    }

    /** Called by Declarative Services. */
    public LateBroken() {}

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
        return "A critic with a fault.";
    }

    @Override
    public ScoringCritic create(Config config, PartContext context) {
        if (config.fault() == Fault.CREATE) {
            throw new IllegalStateException("broken when it is made");
        }
        return new BrokenCritic(context, config.fault(), new long[1]);
    }
}
