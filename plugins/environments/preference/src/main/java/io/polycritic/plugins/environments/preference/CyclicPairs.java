package io.polycritic.plugins.environments.preference;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.preference.ComparisonStream;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code cyclic-pairs}. */
@Component
@PluginId("cyclic-pairs")
public final class CyclicPairs implements EnvironmentFactory<CyclicPairs.Config> {
    /** Who judges. */
    public enum Order {
        /** Classes 0, 1 and 2 beat one another in a circle. */
        CYCLIC,
        /** The higher quality is better. */
        TRANSITIVE,
        /** The prompt says which of the two counts, each for half of the prompts. */
        MIXTURE
    }

    /** Settings. */
    public @interface Config {
        @Setting("Whether preferences are cyclic, transitive, or one of them by the prompt.")
        Order order() default Order.CYCLIC;

        @Setting(value = "Comparisons that are trained on.", unit = "rows", min = 1, max = 10000000)
        int training() default 6000;

        @Setting(value = "Comparisons that are kept apart.", unit = "rows", min = 1, max = 10000000)
        int test() default 3000;

        @Setting(value = "Numbers of an item that mean nothing.", min = 0, max = 4096)
        int nuisance() default 12;

        @Setting(value = "Numbers that an item is seen by.", min = 1, max = 65536)
        int features() default 32;

        @Setting(value = "Log-odds for the winner of two classes.", min = 0)
        double cycle() default 4;

        @Setting(value = "Log-odds of a difference of 1 between two qualities.", min = 0)
        double slope() default 3;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return ComparisonStream.class;
    }

    @Override
    public String description() {
        return "Labelled comparisons of items whose class or quality is mixed with noise into features; classes are"
                + " preferred in a circle.";
    }

    @Override
    public String paper() {
        return "after arXiv 2410.02197";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        ItemWorld world = new ItemWorld(
                config.order(),
                new ItemWorld.Sizes(config.nuisance(), config.features()),
                config.cycle(),
                config.slope(),
                context.random("mixing"));
        return new ItemComparisons(
                world,
                ItemWorld.Pairs.draw(world, config.training(), context.random("training")),
                ItemWorld.Pairs.draw(world, config.test(), context.random("test")),
                context.random("rows"));
    }
}
