package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code goal-success}. */
@Component
@PluginId("goal-success")
public final class GoalSuccess implements EvaluatorFactory<GoalSuccess.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Observation field of the object that skills move; its first two numbers count.")
        String field() default "block.position";

        @Setting("Reward slot whose skill model plans.")
        String model() default "skill";

        @Setting(value = "Goals that are tried.", min = 1, max = 100000, live = true)
        int goals() default 256;

        @Setting(value = "Least distance of a goal from the object's first place.", unit = "m", min = 0, live = true)
        double nearest() default 0.1;

        @Setting(value = "Greatest distance of a goal from the object's first place.", unit = "m", min = 0, live = true)
        double farthest() default 0.25;

        @Setting(value = "Distance from a goal at which it counts as reached.", unit = "m", min = 0, live = true)
        double radius() default 0.05;

        @Setting(value = "Steps in which a goal must be reached.", unit = "steps", min = 1, max = 100000, live = true)
        int steps() default 100;

        @Setting(
                value = "Steps after which the skill is planned anew.",
                unit = "steps",
                min = 1,
                max = 100000,
                live = true)
        int interval() default 5;

        @Setting(
                value = "Squares whose four corners are tried one after the other; 0 leaves this out.",
                min = 0,
                max = 100000,
                live = true)
        int squares() default 64;

        @Setting(value = "Edge of a square, around the object's first place.", unit = "m", min = 0, live = true)
        double squareEdge() default 0.2;
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
        return "Share of goals that an object reaches when skills are chosen by the skill model, without training.";
    }

    @Override
    public String paper() {
        return "after arXiv 2402.00823";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        int at = SpaceFields.offset(context.environment().observation(), "field", config.field(), 2);
        if (config.nearest() > config.farthest()) {
            throw new InvalidConfigException(
                    "nearest", "found " + config.nearest() + ", allowed is at most farthest, " + config.farthest());
        }
        GoalTrials.Rule rule = new GoalTrials.Rule(at, config.radius(), config.interval(), "rewards." + config.model());
        return new GoalEvaluator(
                new GoalTrials(rule),
                new GoalEvaluator.Goals(config.goals(), config.nearest(), config.farthest(), config.steps()),
                new GoalEvaluator.Squares(config.squares(), config.squareEdge()),
                context.random("goals"));
    }
}
