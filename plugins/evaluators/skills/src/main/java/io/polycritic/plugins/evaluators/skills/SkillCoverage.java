package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code skill-coverage}. */
@Component
@PluginId("skill-coverage")
public final class SkillCoverage implements EvaluatorFactory<SkillCoverage.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Observation field of the object that skills move; its first two numbers count.")
        String field() default "block.position";

        @Setting(value = "Skills that are tried, evenly spread.", min = 1, max = 100000, live = true)
        int skills() default 256;

        @Setting(value = "Episodes of each skill.", min = 1, max = 1000, live = true)
        int resets() default 4;

        @Setting(
                value = "Half the edge of the square that shall be covered, around the origin.",
                unit = "m",
                min = 1e-6,
                live = true)
        double halfWidth() default 0.4;

        @Setting(value = "Cells along each edge of the square.", min = 1, max = 1000, live = true)
        int cells() default 8;
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
        return "Share of the cells of a square that an object visits over all skills.";
    }

    @Override
    public String paper() {
        return "after arXiv 2402.00823";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        int at = SpaceFields.offset(context.environment().observation(), "field", config.field(), 2);
        return new CoverageEvaluator(
                new SkillTrials(config.skills(), config.resets()),
                new Grid(config.halfWidth(), config.cells()),
                at,
                context.random("skills"));
    }
}
