package io.polycritic.plugins.learners.search;

import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.compression.Choice;
import io.polycritic.compression.Options;
import io.polycritic.compression.Pictures;
import io.polycritic.compression.SuperNetwork;
import io.polycritic.compression.Vit;
import java.util.Arrays;
import java.util.Collections;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code elastic-vit}. */
@Component
@PluginId("elastic-vit")
public final class ElasticVit implements LearnerFactory<ElasticVit.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Rows and columns of a patch, a divisor of the pictures' side.", min = 1, max = 1024)
        int patch() default 7;

        @Setting(value = "Numbers of a token, a multiple of the head size.", min = 1, max = 4096)
        int width() default 64;

        @Setting(value = "Numbers of a head.", min = 1, max = 4096)
        int headSize() default 16;

        @Setting(value = "Numbers of layers of sub-networks, ascending.", min = 1, max = 64)
        int[] depths() default {2, 3, 4};

        @Setting(value = "Numbers of heads of a layer, ascending.", min = 1, max = 64)
        int[] heads() default {2, 3, 4};

        @Setting(value = "Numbers of hidden units of a layer, ascending.", min = 1, max = 65536)
        int[] hidden() default {64, 128, 192};

        @Setting(value = "Pictures of a gradient step.", unit = "pictures", min = 1, max = 65536)
        int minibatch() default 64;

        @Setting(value = "Gradient steps of an update.", min = 1, max = 1000000, live = true)
        int gradientSteps() default 10;

        @Setting("Optimizer slot that changes the network.")
        String optimizer() default "network";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return SuperNetwork.class;
    }

    @Override
    public String description() {
        return "A vision transformer whose first layers, heads and hidden units are networks too, all trained at once.";
    }

    @Override
    public String paper() {
        return "Yu and Huang 2019, arXiv 1903.05134";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        return new Sandwich(
                options(config, context.environment().observation()),
                new Sandwich.Constants(config.minibatch(), config.gradientSteps(), "optimizers." + config.optimizer()),
                context);
    }

    private static Options options(Config config, Space fields) {
        require("depths", config.depths());
        require("heads", config.heads());
        require("hidden", config.hidden());
        try {
            Vit.Layer layer = new Vit.Layer(last(config.heads()), last(config.hidden()));
            Vit largest = new Vit(
                    Pictures.picture(fields).shape().length(-1),
                    config.patch(),
                    config.width(),
                    config.headSize(),
                    Collections.nCopies(last(config.depths()), layer),
                    (int) Pictures.label(fields).high() + 1);
            return Options.uniform(largest, config.depths(), config.heads(), config.hidden(), new int[] {Choice.FLOAT});
        } catch (IllegalArgumentException e) {
            String key = e.getMessage().substring(0, e.getMessage().indexOf(' '));
            boolean setting = Arrays.stream(Config.class.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals(key));
            throw new InvalidConfigException(setting ? key : "patch", e.getMessage());
        }
    }

    private static void require(String key, int... options) {
        if (options.length == 0) {
            throw new InvalidConfigException(key, "is empty; at least one option is needed");
        }
    }

    private static int last(int... options) {
        return options[options.length - 1];
    }
}
