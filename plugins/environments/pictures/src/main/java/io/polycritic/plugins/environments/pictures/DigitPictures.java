package io.polycritic.plugins.environments.pictures;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.datasets.Digits;
import io.polycritic.datasets.Images;
import io.polycritic.datasets.Items;
import io.polycritic.vision.Augmentation;
import io.polycritic.vision.Gain;
import io.polycritic.vision.Noise;
import io.polycritic.vision.Shift;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code digits}. */
@Component
@PluginId("digits")
public final class DigitPictures implements EnvironmentFactory<DigitPictures.Config> {
    /** The last of each class in the file are for the test. */
    private static final int TEST = 50;

    private static final List<Augmentation> VIEWS = List.of(new Shift(1), new Gain(0.8, 1.2), new Noise(1, 0.1, false));

    /** Settings. */
    public @interface Config {
        @Setting("Folder of digits.csv, gzipped or not; empty for that of the Debian package python3-sklearn.")
        String dataDir() default "";

        @Setting(value = "Views of each item in a batch.", min = 1, max = 16)
        int views() default 2;

        @Setting(value = "Whether views are shifted, brightened and noisy, or all the picture as it is.", live = true)
        boolean augmented() default true;

        @Setting(value = "Training items of each class, the first of a seeded order; 0 for all.", min = 0)
        int perClass() default 0;

        @Setting(value = "Classes that are shown, numbered anew in this order; none for all.", min = 0, max = 9)
        int[] classes() default {};

        @Setting("Seed of the order of training items; not the run's.")
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
        return "1,797 grey pictures of handwritten digits, 8 x 8, in shifted, brightened, noisy views.";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        Images digits = Digits.all(Digits.folder(config.dataDir()));
        Selection selection = new Selection(config.perClass(), config.classes(), 1, 1, 0, 0, config.selectionSeed());
        int[] all = Items.all(digits.count());
        int[] test = Items.lastOfEachClass(digits.labels(), all, TEST);
        PictureSet pictures =
                selection.cut(digits, digits, new int[][] {Items.without(all, test), new int[0], test}, 0);
        PictureStream.Look look = new PictureStream.Look(config.views(), config.augmented() ? VIEWS : List.of(), 0, 1);
        return new PictureStream(pictures, look, new Episodes(0, 0, 0), context);
    }
}
