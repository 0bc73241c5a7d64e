package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code ppo}: {@code multi-critic-ppo} with one critic. */
@Component
@PluginId("ppo")
public final class Ppo implements LearnerFactory<PpoConfig> {
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
        return "Proximal policy optimisation with one critic, for continuous and discrete actions.";
    }

    @Override
    public String paper() {
        return "Schulman et al. 2017, arXiv 1707.06347";
    }

    @Override
    public Learner create(PpoConfig config, PartContext context) {
        return PpoConfigs.learner("ppo", 1, config, context);
    }
}
