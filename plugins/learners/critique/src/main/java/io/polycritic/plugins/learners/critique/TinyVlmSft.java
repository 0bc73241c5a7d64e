package io.polycritic.plugins.learners.critique;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.vlm.TinyVlm;
import io.polycritic.vlm.VlmLearner;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code tinyvlm-sft}. */
@Component
@PluginId("tinyvlm-sft")
public final class TinyVlmSft implements LearnerFactory<TinyVlmSft.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("What is taught.")
        Lesson lesson() default Lesson.PATH;

        @Setting("Slot of the rows to learn from; the environment's may be spoiled by another stream first.")
        String stream() default "environment";

        @Setting("Run whose model it begins with as a copy, whatever that one writes. Empty for none.")
        String run() default "";

        @Setting("Whether texts leave the encoder as it is; the optimizer's decay of weights does not ask.")
        boolean freezeEncoder() default false;

        @Setting(value = "Rows of a gradient step.", unit = "rows", min = 1, max = 100000, live = true)
        int minibatch() default 64;

        @Setting(value = "Gradient steps of an update.", min = 1, max = 100000, live = true)
        int gradientSteps() default 10;

        @Setting(value = "Width of the sequence model.", min = 1, max = 4096)
        int width() default 64;

        @Setting(value = "Heads of its attention, a divisor of the width.", min = 1, max = 256)
        int heads() default 4;

        @Setting(value = "Layers of the sequence model.", min = 1, max = 64)
        int layers() default 2;

        @Setting(
                value = "Tokens that the convolution over texts sees: a claim has four.",
                unit = "tokens",
                min = 1,
                max = 64)
        int convolution() default 4;

        @Setting(value = "Most positions of picture, prompt and text.", unit = "tokens", min = 1, max = 100000)
        int context() default 104;

        @Setting("Optimizer slot that changes the model.")
        String optimizer() default "model";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return VlmLearner.class;
    }

    @Override
    public String description() {
        return "Supervised fine-tuning of a small vision-language model: paths, critiques, or what its encoder sees.";
    }

    @Override
    public String paper() {
        return "after arXiv 2411.18203";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        TinyVlm.Form form = new TinyVlm.Form(
                config.width(), config.heads(), config.layers(), config.convolution(), config.context());
        VlmModel model = VlmModel.create(context, form, config.lesson().written());
        if (!config.run().isEmpty()) {
            model.beginWith(VlmModel.frozen(context, config.run()));
        }
        return new Teacher(model, config, context);
    }
}
