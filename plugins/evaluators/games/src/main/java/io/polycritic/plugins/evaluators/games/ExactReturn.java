package io.polycritic.plugins.evaluators.games;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.games.Game;
import java.util.Map;
import java.util.WeakHashMap;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code exact-return}. */
@Component
@PluginId("exact-return")
public final class ExactReturn implements EvaluatorFactory<ExactReturn.Config> {
    /** What experts and uniform policies earn depends on the game alone; it goes when the game does. */
    private final Map<Game, Map<Integer, ReturnMeasure.Ends>> known = new WeakHashMap<>();

    /** Settings. */
    public @interface Config {
        @Setting(
                value = "Steps that rewards are summed over; 0 for an episode's.",
                unit = "steps",
                min = 0,
                live = true)
        int steps() default 0;

        @Setting(value = "Whether agents draw their actions or take the most likely ones.", live = true)
        PolicyLearner.Mode mode() default PolicyLearner.Mode.EXPLORE;
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
        return "Each agent's exact expected return, and its score between uniform policies and the experts.";
    }

    @Override
    public String paper() {
        return "after arXiv 2503.04679";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new ReturnMeasure(config.steps(), config.mode(), known);
    }
}
