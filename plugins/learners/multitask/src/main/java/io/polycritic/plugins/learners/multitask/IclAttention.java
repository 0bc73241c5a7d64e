package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.multitask.PromptLearner;
import io.polycritic.multitask.PromptStream;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code icl-attention}. */
@Component
@PluginId("icl-attention")
public final class IclAttention implements LearnerFactory<IclAttention.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Heads.", min = 1, max = 1024)
        int heads() default 4;

        @Setting("What becomes of a head's scores.")
        Score score() default Score.SOFTMAX;

        @Setting("Whether keys, queries and values are learned as matrices of their own, or their products.")
        boolean factorised() default false;

        @Setting(value = "Outputs; 0 for as many as the environment has targets.", min = 0, max = 100)
        int outputs() default 0;

        @Setting(value = "Standard deviation of the first parameters.", min = 0)
        double initialDeviation() default 0.1;

        @Setting("Which signs heads begin with.")
        Signs signs() default Signs.RANDOM;

        @Setting(value = "Prompts of a gradient step.", unit = "prompts", min = 1, max = 1000000)
        int batch() default 256;

        @Setting(value = "Gradient steps of an update.", min = 1, max = 1000000, live = true)
        int gradientSteps() default 25;

        @Setting("Optimizer slot that changes the parameters.")
        String optimizer() default "main";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return PromptLearner.class;
    }

    @Override
    public String description() {
        return "One layer of multi-head attention that answers the query of a prompt of regression.";
    }

    @Override
    public String paper() {
        return "arXiv 2503.12734";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        Space space = context.environment().observation();
        Targets.check(space, config.outputs());
        AttentionNet.Form form = new AttentionNet.Form(
                space.field(PromptStream.X).width(),
                space.field(PromptStream.Y).width(),
                config.heads(),
                config.score(),
                config.factorised());
        if (config.initialDeviation() == 0) {
            throw new InvalidConfigException(
                    "initialDeviation", "found 0, where nothing is ever learned; allowed is a number above 0");
        }
        return new AttentionLearner(
                new AttentionNet(form, config.initialDeviation(), config.signs(), context.random("initial")),
                new AttentionLearner.Constants(
                        config.batch(), config.gradientSteps(), "optimizers." + config.optimizer()),
                context);
    }
}
