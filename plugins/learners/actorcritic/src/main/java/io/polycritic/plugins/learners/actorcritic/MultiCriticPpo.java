package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code multi-critic-ppo}. */
@Component
@PluginId("multi-critic-ppo")
public final class MultiCriticPpo implements LearnerFactory<PpoConfig> {
    @Override
    public Class<PpoConfig> configType() {
        return PpoConfig.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return PolicyLearner.class;
    }

    @Override
    public String description() {
        return "Proximal policy optimisation on the weighted sum of several critics' advantages, each normalised by itself.";
    }

    @Override
    public String paper() {
        return "after arXiv 2402.00823";
    }

    @Override
    public Learner create(PpoConfig config, PartContext context) {
        return PpoConfigs.learner("multi-critic-ppo", Integer.MAX_VALUE, config, context);
    }
}
