package io.polycritic.plugins.learners.critique;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.critique.Refiner;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.Written;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code critique-loop}. */
@Component
@PluginId("critique-loop")
public final class CritiqueLoop implements LearnerFactory<CritiqueLoop.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Run whose learner writes the paths; its parameters never change here.")
        String run();

        @Setting(
                value = "Most paths that are written for a question, the first one included.",
                min = 1,
                max = 100,
                live = true)
        int rounds() default 3;

        @Setting("When a path is not tried again before that.")
        Loop.StopRule stop() default Loop.StopRule.PASSED;

        @Setting("What the next try is told of the last one.")
        Loop.Feedback feedback() default Loop.Feedback.LANGUAGE;

        @Setting(
                value = "Paths before that a prompt holds: 1, or 0 for a critique without the path that it is of.",
                min = 0,
                max = 1)
        int history() default 1;

        @Setting(value = "Paths of a round, of which the most frequent answer counts.", min = 1, max = 100, live = true)
        int votes() default 1;

        @Setting(value = "Temperature of the paths of an update; 0 for the most likely.", min = 0, live = true)
        double temperature() default 0;

        @Setting(value = "Questions of an update.", unit = "rows", min = 1, max = 10000, live = true)
        int minibatch() default 250;

        @Setting(value = "Paths that are written side by side.", unit = "rows", min = 1, max = 10000)
        int rows() default 250;

        @Setting("Critic slot that criticises.")
        String critic() default "critique";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return Refiner.class;
    }

    @Override
    public String description() {
        return "A frozen model answers, a critic says what is wrong, and the critique joins the prompt of the next try.";
    }

    @Override
    public String paper() {
        return "Zhang et al. 2025, arXiv 2411.18203";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        VlmLearner reasoner = VlmModel.frozen(context, config.run());
        if (reasoner.model().written() != Written.PATH) {
            throw new InvalidConfigException(
                    "run",
                    "the model of '" + config.run() + "' writes a "
                            + reasoner.model().written() + ", needed is one that writes paths");
        }
        if (config.votes() > 1 && config.feedback() != Loop.Feedback.NONE) {
            throw new InvalidConfigException(
                    "votes", "found " + config.votes() + ", allowed is 1 unless 'feedback' is NONE");
        }
        return new Loop(reasoner, config, context);
    }
}
