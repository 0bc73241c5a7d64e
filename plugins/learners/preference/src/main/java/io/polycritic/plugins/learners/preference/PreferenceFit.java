package io.polycritic.plugins.learners.preference;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code preference-fit}. */
@Component
@PluginId("preference-fit")
public final class PreferenceFit implements LearnerFactory<PreferenceFit.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Comparisons of an update.", unit = "rows", min = 1, max = 1000000)
        int minibatch() default 128;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return Learner.class;
    }

    @Override
    public String description() {
        return "Lets all preference models of a run learn from the same comparisons.";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        return new ComparisonTeacher(context, config.minibatch());
    }
}
