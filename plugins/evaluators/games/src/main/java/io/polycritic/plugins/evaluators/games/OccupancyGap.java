package io.polycritic.plugins.evaluators.games;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code occupancy-gap}. */
@Component
@PluginId("occupancy-gap")
public final class OccupancyGap implements EvaluatorFactory<OccupancyGap.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(
                value = "Steps whose states and actions count equally; 0 for all, discounted as the experts discount.",
                unit = "steps",
                min = 0,
                live = true)
        int steps() default 0;
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
        return "How far a team's states and joint actions, and each agent's policy, are from the experts'.";
    }

    @Override
    public String paper() {
        return "after arXiv 2503.04679";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new GapMeasure(config.steps());
    }
}
