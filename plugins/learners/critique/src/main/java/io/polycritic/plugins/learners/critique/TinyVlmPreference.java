package io.polycritic.plugins.learners.critique;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.Written;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code tinyvlm-preference}. */
@Component
@PluginId("tinyvlm-preference")
public final class TinyVlmPreference implements LearnerFactory<TinyVlmPreference.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Run whose critic it begins with, draws from and compares itself with.")
        String run();

        @Setting("Stream slot of paths with known errors.")
        String stream() default "errors";

        @Setting(value = "Paths that an update criticises.", unit = "paths", min = 1, max = 100000, live = true)
        int items() default 100;

        @Setting(value = "Critiques that are drawn for each path: K.", min = 2, max = 1000, live = true)
        int samples() default 5;

        @Setting(value = "Critiques that are written side by side.", unit = "rows", min = 1, max = 10000)
        int rows() default 250;

        @Setting(value = "Temperature of the draws.", min = 0.01, live = true)
        double temperature() default 1;

        @Setting(value = "Least difference of rewards between best and worst critique of a pair.", min = 0, live = true)
        double gap() default 0.2;

        @Setting(value = "Pairs of a gradient step.", unit = "pairs", min = 1, max = 100000)
        int minibatch() default 64;

        @Setting("Whether pairs leave the encoder as it is; the optimizer's decay of weights does not ask.")
        boolean freezeEncoder() default false;

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
        return "A critic learns from pairs of its own critiques that reward models rank: draws several for each path,"
                + " keeps the best and the worst, and minimises the terms of the run's loss critics.";
    }

    @Override
    public String paper() {
        return "Zhang et al. 2025, arXiv 2411.18203";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        VlmLearner reference = VlmModel.frozen(context, config.run());
        if (reference.model().written() != Written.CRITIQUE) {
            throw new InvalidConfigException(
                    "run",
                    "the model of '" + config.run() + "' writes a "
                            + reference.model().written() + ", needed is one that writes critiques");
        }
        return new PairLearner(VlmModel.like(context, reference), reference, config, context);
    }
}
