package io.polycritic.plugins.evaluators.games;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.games.Game;
import io.polycritic.games.TrueRewards;
import java.util.Map;
import java.util.WeakHashMap;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code reward-distance}. */
@Component
@PluginId("reward-distance")
public final class RewardDistance implements EvaluatorFactory<RewardDistance.Config> {
    /** What true rewards look like without shaping depends on the game alone; it goes when the game does. */
    private final Map<Game, TrueRewards> known = new WeakHashMap<>();

    /** Settings. */
    public @interface Config {
        @Setting(value = "Steps of conjugate gradients that take shaping away, at most.", min = 1, live = true)
        int iterations() default 100;
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
        return "How far inferred rewards are from the true ones, potential shaping and scale taken away; event weights.";
    }

    @Override
    public String paper() {
        return "arXiv 2006.13900";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new DistanceMeasure(config.iterations(), known);
    }
}
