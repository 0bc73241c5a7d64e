package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.EncodingLearner;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code contrastive-encoder}. */
@Component
@PluginId("contrastive-encoder")
public final class ContrastiveEncoder implements LearnerFactory<ContrastiveEncoder.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Field of the environment that is encoded.")
        String input() default Fields.IMAGE;

        @Setting(value = "Different items of a batch, M.", unit = "items", min = 1, max = 65536)
        int items() default 128;

        @Setting("Network that turns a view into its features, h.")
        NetworkShape.Kind encoder() default NetworkShape.Kind.CONV_XS;

        @Setting(value = "Numbers of the features of conv-xs and mlp.", min = 1, max = 8192)
        int width() default 128;

        @Setting(value = "Widths of the hidden layers of an mlp.", min = 1, max = 8192)
        int[] hidden() default {256, 256};

        @Setting(
                value = "Networks: 1 for one that all views share, else as many as there are views.",
                min = 1,
                max = 16)
        int networks() default 1;

        @Setting(value = "Widths of the projector's hidden layers.", min = 1, max = 8192)
        int[] projector() default {128};

        @Setting(value = "Numbers of an embedding, z; 0 for no projector, so that z is h.", min = 0, max = 8192)
        int embedding() default 64;

        @Setting(
                value = "Share that the following encoder keeps of itself in each update; 0 for no such encoder.",
                min = 0,
                max = 0.999999)
        double following() default 0;

        @Setting(
                value = "Newest embeddings by the following encoder that are kept for critics.",
                unit = "items",
                min = 0,
                max = 1000000)
        int queue() default 0;

        @Setting(
                value = "Updates from one measurement of the conflict between critics to the next; 0 for none.",
                unit = "updates",
                min = 0,
                live = true)
        long conflictEvery() default 0;

        @Setting("Optimizer slot that changes the encoder.")
        String optimizer() default "encoder";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return EncodingLearner.class;
    }

    @Override
    public String description() {
        return "Encoder and projector trained by critics that compare views of the same items.";
    }

    @Override
    public String paper() {
        return "Chen et al. 2020, arXiv 2002.05709";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        if (config.items() < 2) {
            throw new InvalidConfigException("items", "found 1; a batch needs at least two items");
        }
        if (config.queue() > 0 && config.following() == 0) {
            throw new InvalidConfigException(
                    "queue", "found " + config.queue() + ", but there is no following encoder (following is 0)");
        }
        NetworkShape shape = new NetworkShape(
                input(config.input(), context),
                config.encoder(),
                config.width(),
                config.hidden(),
                config.projector(),
                config.embedding(),
                config.networks());
        EncoderLearner.Constants constants = new EncoderLearner.Constants(
                config.items(),
                config.following(),
                config.queue(),
                config.conflictEvery(),
                "optimizers." + config.optimizer());
        return new EncoderLearner(new Networks(shape, context.random("initial")), constants, context);
    }

    private static FieldSpec input(String name, PartContext context) {
        try {
            return context.environment().observation().field(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException("input", e.getMessage());
        }
    }
}
