package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code safety-rate}. */
@Component
@PluginId("safety-rate")
public final class SafetyRate implements EvaluatorFactory<SafetyRate.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Skills that are tried, evenly spread.", min = 1, max = 100000, live = true)
        int skills() default 256;

        @Setting(value = "Episodes of each skill.", min = 1, max = 1000, live = true)
        int resets() default 4;

        @Setting("Signal that is above 0.5 in a step with a violation.")
        String signal() default "violation";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Evaluator> partType() {
        return Evaluator.class;
    }

    @Override
    public String description() {
        return "Share of steps with a violation over all skills.";
    }

    @Override
    public String paper() {
        return "after arXiv 2402.00823";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        int at = SpaceFields.offset(context.environment().signals(), "signal", config.signal(), 1);
        return new SafetyEvaluator(new SkillTrials(config.skills(), config.resets()), at, context.random("skills"));
    }
}
