package io.polycritic.plugins.learners.language;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSpace;
import io.polycritic.language.TinyLm;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code tinylm-sft}. */
@Component
@PluginId("tinylm-sft")
public final class TinyLmSft implements LearnerFactory<TinyLmSft.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Width of the model's states.", min = 1, max = 4096)
        int width() default 64;

        @Setting(value = "Transformer blocks.", min = 1, max = 64)
        int layers() default 2;

        @Setting(value = "Heads of attention, a divisor of the width.", min = 1, max = 256)
        int heads() default 4;

        @Setting(
                value = "Tokens that the convolution over the embeddings sees; 1 for no convolution.",
                unit = "tokens",
                min = 1,
                max = 64)
        int convolution() default 3;

        @Setting(
                value = "The longest text that the model can read; 0 for that of the environment.",
                unit = "tokens",
                min = 0,
                max = 65536)
        int context() default 0;

        @Setting(value = "Texts of a gradient step.", unit = "rows", min = 1, max = 65536)
        int minibatch() default 64;

        @Setting(value = "Gradient steps of an update.", min = 1, max = 1000000, live = true)
        int gradientSteps() default 16;

        @Setting("Optimizer slot that changes the model.")
        String optimizer() default "policy";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return TextPolicy.class;
    }

    @Override
    public String description() {
        return "Supervised fine-tuning: a small language model learns to say what writers have said.";
    }

    @Override
    public String paper() {
        return "Stiennon et al. 2020, arXiv 2009.01325";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        TextSpace space = TextSpace.of(context.environment().observation());
        TinyLm form =
                new TinyLm(config.width(), config.layers(), config.heads(), config.convolution(), config.context());
        LanguageModel model = form.create("policy", space, context.random("initial"));
        return new SupervisedLearner(
                context, space, model, config.minibatch(), config.gradientSteps(), config.optimizer());
    }
}
