package io.polycritic.plugins.critics.language;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSpace;
import io.polycritic.rl.Gae;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code token-value}. */
@Component
@PluginId("token-value")
public final class TokenValue implements CriticFactory<TokenValue.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Id of the run of a text policy whose model it begins with.")
        String run();

        @Setting(value = "Discount of a later token's reward.", min = 0, max = 1, live = true)
        double discount() default 1;

        @Setting(value = "How far advantages look ahead: 0 for one token, 1 to the end.", min = 0, max = 1, live = true)
        double lambda() default 0.95;

        @Setting(value = "Gradient steps on each batch.", min = 1, max = 1000, live = true)
        int epochs() default 2;

        @Setting("Optimizer slot that changes the network.")
        String optimizer() default "critics";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Critic> partType() {
        return ScoringCritic.class;
    }

    @Override
    public String description() {
        return "Value of each token of a response, by a language model of its own, and generalised advantages.";
    }

    @Override
    public String paper() {
        return "Schulman et al. 2016, arXiv 1506.02438";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        TextPolicy start = context.frozen(config.run())
                .part("learner", TextPolicy.class)
                .orElseThrow(
                        () -> new InvalidConfigException("run", "the run " + config.run() + " has no text policy"));
        TextSpace space = TextSpace.of(context.environment().observation());
        return new TokenValueCritic(
                context,
                new ValueModel(start.languageModel(), space, context.random("initial")),
                new Gae(config.discount(), config.lambda()),
                config.epochs(),
                "optimizers." + config.optimizer());
    }
}
