package io.polycritic.plugins.evaluators.search;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code hypervolume}. */
@Component
@PluginId("hypervolume")
public final class FrontHypervolume implements EvaluatorFactory<FrontHypervolume.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Reward slot that measures candidates, also on held-out data.")
        String objectives() default "objectives";

        @Setting("Measure that must not fall where the front is compared with the baseline.")
        String quality() default "accuracy";

        @Setting("Measure whose ratio to the baseline is reported.")
        String cost() default "size";

        @Setting(value = "How much of the first measure may be lost.", min = 0)
        double loss() default 0.005;
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
        return "Hypervolume of a search's front, measured anew on held-out data, and how much cheaper it is at no loss.";
    }

    @Override
    public String paper() {
        return "While et al. 2012, IEEE Transactions on Evolutionary Computation 16(1)";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        return new FrontEvaluator("rewards." + config.objectives(), config.quality(), config.cost(), config.loss());
    }
}
