package io.polycritic.plugins.learners.games;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import org.osgi.service.component.annotations.Component;

/**
 * The plugin {@code ma-airl} rewards that tell policies from demonstrators.:(Yu, Song and Ermon, "Multi-agent
 * adversarial inverse reinforcement learning", 2019).
 */
@Component
@PluginId("ma-airl")
public final class MaAirl implements LearnerFactory<AdversarialConfig> {
    @Override
    public Class<AdversarialConfig> configType() {
        return AdversarialConfig.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return PolicyLearner.class;
    }

    @Override
    public String description() {
        return "Multi-agent adversarial inverse reinforcement learning";
    }

    @Override
    public String paper() {
        return "arXiv 1907.13220";
    }

    @Override
    public Learner create(AdversarialConfig config, PartContext context) {
        return new AdversarialLearner(config, true, context);
    }
}
