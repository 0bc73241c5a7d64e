package io.polycritic.plugins.optimizers.multiobjective;

import io.polycritic.api.optimizer.OptimizerFactory;
import io.polycritic.api.optimizer.PreferenceSampler;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.rl.Preferences;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code preference-sampler}. */
@Component
@PluginId("preference-sampler")
public final class PreferenceSamplers implements OptimizerFactory<PreferenceSamplers.Config> {
    /** How preferences are distributed. */
    public enum Distribution {
        /** Evenly on the simplex, but that its corners have a probability of their own. */
        UNIFORM,
        /** Each point of a lattice on the simplex is as likely as any other. */
        GRID,
        /** Always the same. */
        FIXED
    }

    /** Settings. */
    public @interface Config {
        @Setting(value = "Number of objectives.", min = 1, max = 1000)
        int objectives() default 2;

        @Setting(value = "How preferences are distributed.", live = true)
        Distribution distribution() default Distribution.UNIFORM;

        @Setting(
                value = "Probability of each corner of the simplex, where one objective alone counts; uniform only.",
                min = 0,
                max = 1,
                live = true)
        double corners() default 0.1;

        @Setting(
                value = "Parts that the lattice divides an edge of the simplex into; grid only.",
                min = 1,
                max = 1000,
                live = true)
        int divisions() default 20;

        @Setting(value = "The preference; fixed only.", live = true)
        double[] fixed() default {};

        @Setting(
                value = "Probability that a remembered step is learned from under a fresh preference.",
                min = 0,
                max = 1,
                live = true)
        double relabel() default 0.5;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<PreferenceSampler> partType() {
        return PreferenceSampler.class;
    }

    @Override
    public String description() {
        return "Draws what each objective is worth in an episode, and draws it anew for remembered steps.";
    }

    @Override
    public String paper() {
        return "after arXiv 2509.10474";
    }

    @Override
    public PreferenceSampler create(Config config, PartContext context) {
        int k = config.objectives();
        Draw draw =
                switch (config.distribution()) {
                    case UNIFORM -> new Draw.Uniform(k, corners(config, k));
                    case GRID -> new Draw.Grid(Preferences.lattice(k, config.divisions()));
                    case FIXED -> new Draw.Fixed(fixed(config, k));
                };
        return new RandomPreferences(k, draw, config.relabel(), context.random("preferences"));
    }

    private static double corners(Config config, int objectives) {
        if (config.corners() * objectives > 1) {
            throw new InvalidConfigException(
                    "corners",
                    "found " + config.corners() + " for each of " + objectives
                            + " corners, allowed is a sum of at most 1");
        }
        return config.corners();
    }

    private static float[] fixed(Config config, int objectives) {
        if (config.fixed().length != objectives) {
            throw new InvalidConfigException(
                    "fixed",
                    "found " + config.fixed().length + " weights, allowed is one for each of " + objectives
                            + " objectives");
        }
        float[] weights = new float[objectives];
        for (int i = 0; i < objectives; i++) {
            weights[i] = (float) config.fixed()[i];
        }
        Preferences.check("fixed", weights, 0, objectives);
        return weights;
    }
}
