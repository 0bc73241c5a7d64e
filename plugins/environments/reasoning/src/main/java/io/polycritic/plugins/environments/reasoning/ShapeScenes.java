package io.polycritic.plugins.environments.reasoning;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.critique.PathStream;
import io.polycritic.critique.Split;
import io.polycritic.scenes.SceneWorld;
import io.polycritic.scenes.View;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code shape-scenes}. */
@Component
@PluginId("shape-scenes")
public final class ShapeScenes implements EnvironmentFactory<ShapeScenes.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Seed of all scenes, apart from the run's, so that runs of other seeds are measured on the same ones.")
        long seed() default 40;

        @Setting("How scenes are drawn; validation and test scenes are never biased.")
        View view() default View.UNBIASED;

        @Setting(
                value =
                        "Share of objects whose shape follows the colour in biased scenes; the others' shapes are free.",
                min = 0,
                max = 1)
        double bias() default 0.5;

        @Setting(
                value = "Training items; the first ones are the same however many there are.",
                min = 1,
                max = SceneWorld.MOST_TRAIN)
        long scenes() default 40_000;

        @Setting("Items that are drawn, each equally often.")
        Split split() default Split.TRAIN;

        @Setting(
                value = "Standard deviation of the noise of each number of a picture; 0.05, 0.10 and 0.15 are levels.",
                min = 0,
                max = 1)
        double noise() default 0.1;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return PathStream.class;
    }

    @Override
    public String description() {
        return "Pictures of one to six coloured shapes, questions about them, and right paths to the answers.";
    }

    @Override
    public String paper() {
        return "after arXiv 2411.18203";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        return new SceneStream(config, context.random("items"));
    }
}
