package io.polycritic.plugins.environments.multitask;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.datasets.FashionMnist;
import io.polycritic.multitask.TaskStream;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code fashion-pair}. */
@Component
@PluginId("fashion-pair")
public final class FashionPair implements EnvironmentFactory<FashionPair.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Folder of the Fashion-MNIST files; empty for that of the Debian package.")
        String dataDir() default "";

        @Setting(value = "Pairs that are learned from.", unit = "rows", min = 1, max = 1000000)
        int pairs() default 1500;

        @Setting(value = "Pairs that are never learned from.", unit = "rows", min = 1, max = 1000000)
        int testPairs() default 4000;

        @Setting(value = "Share of the upper garment's labels that are drawn anew from all classes.", min = 0, max = 1)
        double noiseUpper() default 0;

        @Setting(value = "Share of the lower garment's labels that are drawn anew from all classes.", min = 0, max = 1)
        double noiseLower() default 0.3;

        @Setting(value = "Share of the upper garment's labels that are there.", min = 0, max = 1)
        double keepUpper() default 1;

        @Setting(value = "Share of the lower garment's labels that are there.", min = 0, max = 1)
        double keepLower() default 1;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return TaskStream.class;
    }

    @Override
    public String description() {
        return "Two garments of Fashion-MNIST on one canvas; a task names each, and labels may be wrong or missing.";
    }

    @Override
    public String paper() {
        return "after Phan et al. 2022, arXiv 2211.13723; pictures of arXiv 1708.07747";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        Path folder = FashionMnist.folder(config.dataDir());
        return new PairStream(
                () -> FashionMnist.train(folder),
                () -> FashionMnist.test(folder),
                new PairStream.Sizes(config.pairs(), config.testPairs()),
                new LabelFaults(
                        new double[] {config.noiseUpper(), config.noiseLower()},
                        new double[] {config.keepUpper(), config.keepLower()}),
                context);
    }
}
