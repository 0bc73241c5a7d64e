package io.polycritic.plugins.critics.surrogate;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code ridge-svr-surrogate}. */
@Component
@PluginId("ridge-svr-surrogate")
public final class RidgeSvrSurrogate implements CriticFactory<RidgeSvrSurrogate.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Penalties of ridge regression that are tried; none to leave it out.", min = 1e-9, max = 1e9)
        double[] ridge() default {0.1, 0.3, 1, 3, 10};

        @Setting(
                value = "Costs of an error that are tried in support-vector regression; none to leave it out.",
                min = 1e-9,
                max = 1e9)
        double[] svr() default {1, 3, 10, 30, 100};

        @Setting(value = "Parts of the cross-validation that chooses between them.", min = 2, max = 100)
        int folds() default 5;
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
        return "Predicts a score of candidates by ridge or support-vector regression, whichever cross-validates better.";
    }

    @Override
    public String paper() {
        return "Cummings et al. 2022, arXiv 2205.10358";
    }

    @Override
    public Critic create(Config config, PartContext context) {
        List<Method> methods = new ArrayList<>();
        for (double penalty : config.ridge()) {
            methods.add(new Ridge(penalty));
        }
        for (double cost : config.svr()) {
            methods.add(new SupportVectors(cost));
        }
        if (methods.isEmpty()) {
            throw new InvalidConfigException("ridge", "and svr are empty; at least one of them needs a value to try");
        }
        return new Surrogate(new Choosing(methods, config.folds()), context);
    }
}
