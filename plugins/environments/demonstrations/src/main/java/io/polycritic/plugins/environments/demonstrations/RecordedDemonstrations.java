package io.polycritic.plugins.environments.demonstrations;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code recorded-demonstrations}. */
@Component
@PluginId("recorded-demonstrations")
public final class RecordedDemonstrations implements EnvironmentFactory<RecordedDemonstrations.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Run whose newest snapshot has the policy that demonstrates; it is never changed.")
        String run();

        @Setting(value = "Steps that are recorded, over all lanes.", unit = "steps", min = 1, max = 100000000)
        int steps() default 10000;

        @Setting(value = "Copies of that run's world in which it demonstrates side by side.", min = 1, max = 65536)
        int lanes() default 16;

        @Setting("Whether the policy samples its actions or takes the most likely ones.")
        PolicyLearner.Mode mode() default PolicyLearner.Mode.EVALUATE;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return DataStream.class;
    }

    @Override
    public String description() {
        return "What the policy of another run observes and does in its own world, recorded once and replayed.";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        Recording recording = new Recording(config.run(), config.steps(), config.lanes(), config.mode());
        Recording.Demonstrator demonstrator = recording.demonstrator(context);
        return new Demonstrations(context.environment(), context.random("rows"), () -> recording.record(demonstrator));
    }
}
