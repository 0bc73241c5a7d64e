package io.polycritic.plugins.environments.preference;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.preference.PreferenceGame;
import io.polycritic.preference.PreferenceMatrix;
import io.polycritic.preference.RegularisedGame;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code pref-game}. */
@Component
@PluginId("pref-game")
public final class PrefGame implements EnvironmentFactory<PrefGame.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Responses to each prompt, n.", min = 2, max = 4096)
        int responses() default 32;

        @Setting(value = "Prompts, m.", min = 1, max = 100000)
        int prompts() default 1;

        @Setting(value = "Log-odds of a difference of 1 between two responses' qualities.", min = 0)
        double transitive() default 0.6;

        @Setting(value = "Log-odds of the cyclic part of two responses of radius 1.", min = 0)
        double cyclic() default 2;

        @Setting("P(i > j) row by row, n n numbers, the same for all prompts; empty for drawn preferences.")
        double[] preferences() default {};

        @Setting("Reference policy mu, n probabilities, the same for all prompts; empty for softmax(N(0, 1)).")
        double[] reference() default {};
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return PreferenceGame.class;
    }

    @Override
    public String description() {
        return "Prompts with a few responses each, and known preferences between them that are partly cyclic.";
    }

    @Override
    public String paper() {
        return "after arXiv 2312.00886";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        int n = config.responses();
        if (config.preferences().length > 0 && config.preferences().length != n * n) {
            throw new InvalidConfigException(
                    "preferences",
                    "found " + config.preferences().length + " numbers, allowed are " + n * n + " for " + n
                            + " responses");
        }
        RandomStream random = context.random("game");
        GameDraw draw = new GameDraw(n, config.transitive(), config.cyclic());
        List<PreferenceMatrix> preferences = new ArrayList<>();
        List<double[]> references = new ArrayList<>();
        for (int prompt = 0; prompt < config.prompts(); prompt++) {
            preferences.add(
                    config.preferences().length > 0
                            ? PreferenceMatrix.of(n, config.preferences())
                            : draw.preferences(random));
            double[] reference =
                    config.reference().length > 0 ? config.reference().clone() : draw.reference(random);
            RegularisedGame.requireSupport(n, reference);
            references.add(reference);
        }
        return new KnownGame(preferences, references, context.random("prompts"));
    }
}
