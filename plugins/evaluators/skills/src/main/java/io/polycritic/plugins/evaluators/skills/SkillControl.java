package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.numerics.RidgeRegression;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code skill-control}. */
@Component
@PluginId("skill-control")
public final class SkillControl implements EvaluatorFactory<SkillControl.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Observation field of the object that skills move; its first two numbers count.")
        String field() default "block.position";

        @Setting(value = "Skills that are tried, evenly spread.", min = 1, max = 100000, live = true)
        int skills() default 256;

        @Setting(value = "Episodes of each skill.", min = 2, max = 1000, live = true)
        int resets() default 4;

        @Setting(value = "Weight of the regression coefficients' squared length.", min = 0, live = true)
        double ridge() default 1e-3;
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
        return "How well a linear regression predicts an object's displacement from the skill, on resets that it has not seen.";
    }

    @Override
    public String paper() {
        return "after arXiv 2402.00823";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        int at = SpaceFields.offset(context.environment().observation(), "field", config.field(), 2);
        return new ControlEvaluator(
                new SkillTrials(config.skills(), config.resets()),
                new RidgeRegression(context.linearAlgebra(), config.ridge()),
                at,
                context.random("skills"));
    }
}
