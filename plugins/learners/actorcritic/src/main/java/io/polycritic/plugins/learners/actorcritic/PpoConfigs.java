package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.rl.NetworkDesign;

/** Makes learners of the settings that {@code ppo} and {@code multi-critic-ppo} share. */
final class PpoConfigs {
    private PpoConfigs() {}

    static Learner learner(String plugin, int mostCritics, PpoConfig config, PartContext context) {
        RolloutShape shape = new RolloutShape(config.lanes(), config.horizon(), false, config.threads());
        Method method = new Method(
                plugin,
                new CriticAdvantages(mostCritics, true),
                new ClippedLoss(config.clip(), config.clip(), config.entropy(), 0),
                config.epochs(),
                shape.checkedMinibatch(config.minibatch()),
                config.conflictEvery(),
                "optimizers." + config.optimizer());
        ActorSettings actor = new ActorSettings(
                new NetworkDesign(config.input(), config.hidden(), config.activation()),
                config.initialLogStd(),
                new ActorSettings.Condition(
                        config.skillDimension(), config.objectives(), "optimizers." + config.preference()),
                config.observationClip());
        return new OnPolicyLearner(method, actor, shape, context);
    }
}
