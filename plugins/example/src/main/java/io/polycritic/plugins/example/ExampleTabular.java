package io.polycritic.plugins.example;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code example-tabular}. */
@Component
@PluginId("example-tabular")
public final class ExampleTabular implements LearnerFactory<ExampleTabular.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 10000)
        int lanes() default 16;

        @Setting(value = "Steps of each copy in an update.", unit = "steps", min = 1, max = 100000, live = true)
        int horizon() default 32;

        @Setting("Optimizer slot that changes the policy.")
        String optimizer() default "actor";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<PolicyLearner> partType() {
        return PolicyLearner.class;
    }

    @Override
    public String description() {
        return "A table of action preferences for each value of one whole-numbered observation, by policy gradient.";
    }

    @Override
    public PolicyLearner create(Config config, PartContext context) {
        EnvironmentSpec environment = context.environment();
        Table table = Table.of(context.path(), environment.observation(), environment.action());
        Walks walks = new Walks(environment.signals().width(), config.lanes(), config.horizon());
        return new TabularLearner(context, table, walks, "optimizers." + config.optimizer());
    }
}
