package io.polycritic.plugins.environments.pictures;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.datasets.FashionMnist;
import io.polycritic.vision.Augmentation;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code fashion-mnist}. */
@Component
@PluginId("fashion-mnist")
public final class FashionMnistPictures implements EnvironmentFactory<FashionMnistPictures.Config> {
    /** The last of each class in the training file are for validation. */
    private static final int VALIDATION = 500;

    /** Of all training pixels, as numbers from 0 to 1. */
    private static final double MEAN = 0.2860;

    private static final double DEVIATION = 0.3530;

    /** Settings. */
    public @interface Config {
        @Setting("Folder of the four IDX files, gzipped or not; empty for that of the Debian package"
                + " dataset-fashion-mnist.")
        String dataDir() default "";

        @Setting(value = "Views of each item in a batch.", min = 1, max = 16)
        int views() default 2;

        @Setting(value = "Augmentations that make views: crops, flips, brightness, blur, noise, cut-outs.", live = true)
        Augmentation.Strength strength() default Augmentation.Strength.MEDIUM;

        @Setting(value = "Training items of each class, the first of a seeded order; 0 for all.", min = 0)
        int perClass() default 0;

        @Setting(
                value = "Training items of each class that are for validation besides the file's last 500: the last of"
                        + " the order that perClass takes from the front, so training is on the same ones as long as"
                        + " there are enough.",
                min = 0,
                max = 5000)
        int moreValidation() default 0;

        @Setting(value = "Classes that are shown, numbered anew in this order; none for all.", min = 0, max = 9)
        int[] classes() default {};

        @Setting(
                value = "How many times more training items the most frequent class has than the rarest one.",
                min = 1,
                max = 10000)
        double longTail() default 1;

        @Setting(
                value = "Parts of equally many classes that training is cut into, in a seeded order.",
                min = 1,
                max = 10)
        int tasks() default 1;

        @Setting(value = "Part whose classes the training split shows, from 0.", min = 0, max = 9)
        int task() default 0;

        @Setting(value = "Share of training items that are labelled with another class.", min = 0, max = 1)
        double labelNoise() default 0;

        @Setting(value = "Classes of a few-shot episode, one episode a batch; 0 for no episodes.", min = 0, max = 10)
        int way() default 0;

        @Setting(value = "Items of each class of an episode to learn from.", min = 1, max = 1000)
        int shot() default 5;

        @Setting(value = "Items of each class of an episode to be told.", min = 1, max = 1000)
        int query() default 15;

        @Setting("Seed of all that selects items: orders, ranks of classes, tasks, noise; not the run's.")
        long selectionSeed() default 0;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return MultiViewStream.class;
    }

    @Override
    public String description() {
        return "60,000 and 10,000 grey pictures of garments, 28 x 28, in augmented views.";
    }

    @Override
    public String paper() {
        return "Xiao et al. 2017, arXiv 1708.07747";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        Path folder = FashionMnist.folder(config.dataDir());
        Selection selection = new Selection(
                config.perClass(),
                config.classes(),
                config.longTail(),
                config.tasks(),
                config.task(),
                config.labelNoise(),
                config.selectionSeed());
        PictureSet pictures = selection.of(
                FashionMnist.train(folder), FashionMnist.test(folder), VALIDATION, config.moreValidation());
        PictureStream.Look look =
                new PictureStream.Look(config.views(), config.strength().augmentations(), MEAN, DEVIATION);
        Episodes episodes = new Episodes(config.way(), config.shot(), config.query());
        return new PictureStream(pictures, look, episodes, context);
    }
}
