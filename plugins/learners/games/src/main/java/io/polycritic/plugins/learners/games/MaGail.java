package io.polycritic.plugins.learners.games;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import org.osgi.service.component.annotations.Component;

/**
 * The plugin {@code ma-gail} each agent's advantage actor-critic earns what its discriminator says.:(Song, Ren, Sadigh
 * and Ermon, "Multi-agent generative adversarial imitation learning", 2018, decentralised form).
 */
@Component
@PluginId("ma-gail")
public final class MaGail implements LearnerFactory<AdversarialConfig> {
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
        return "Multi-agent adversarial imitation";
    }

    @Override
    public String paper() {
        return "arXiv 1807.09936";
    }

    @Override
    public Learner create(AdversarialConfig config, PartContext context) {
        return new AdversarialLearner(config, false, context);
    }
}
