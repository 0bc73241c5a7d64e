package io.polycritic.plugins.evaluators.representation;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.numerics.RidgeRegression;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code latent-regression}. */
@Component
@PluginId("latent-regression")
public final class LatentRegression implements EvaluatorFactory<LatentRegression.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Field of the environment that is predicted.")
        String field() default "state";

        @Setting(value = "Training items that the regression is fitted to.", min = 2, max = 1000000, live = true)
        int items() default 4096;

        @Setting(value = "Test items that are predicted.", min = 2, max = 1000000, live = true)
        int testItems() default 2048;

        @Setting(value = "Weight of the coefficients' squared length, the intercept free.", min = 0, live = true)
        double ridge() default 0.001;
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
        return "Held-out R^2 of a ridge regression from each view's embedding to what is behind all views.";
    }

    @Override
    public String paper() {
        return "after arXiv 2507.06979";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        if (!context.environment().observation().has(config.field())) {
            throw new InvalidConfigException(
                    "field",
                    "found '" + config.field() + "'; the environment has "
                            + context.environment().observation());
        }
        return new LatentProbing(
                config.field(),
                config.items(),
                config.testItems(),
                new RidgeRegression(context.linearAlgebra(), config.ridge()));
    }
}
