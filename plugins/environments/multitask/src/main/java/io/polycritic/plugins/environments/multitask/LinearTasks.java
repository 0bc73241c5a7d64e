package io.polycritic.plugins.environments.multitask;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.multitask.PromptStream;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code linear-tasks}. */
@Component
@PluginId("linear-tasks")
public final class LinearTasks implements EnvironmentFactory<LinearTasks.Config> {
    /** Settings. */
    public @interface Config {
        @Setting(value = "Covariates that one target depends on.", min = 1, max = 1000)
        int dimension() default 5;

        @Setting(value = "Targets, each with covariates and coefficients of its own.", min = 1, max = 100)
        int targets() default 1;

        @Setting(value = "Pairs of a prompt.", min = 2, max = 100000)
        int length() default 40;

        @Setting(value = "Variance of what is added to a target.", min = 0, live = true)
        double noise() default 0.1;

        @Setting(value = "Covariance of the covariates.", live = true)
        Covariance covariance() default Covariance.ISOTROPIC;

        @Setting(
                value = "Correlation of neighbouring covariates where the covariance is ar1, between -1 and 1.",
                live = true)
        double rho() default 0.7;

        @Setting(value = "Number that is added to all covariates, after targets were computed.", live = true)
        double offsetX() default 0;

        @Setting(value = "Number that is added to all targets.", live = true)
        double offsetY() default 0;
    }

    /** Forms of the covariance. */
    public enum Covariance {
        /** The identity. */
        ISOTROPIC,
        /** rho to the power |i - j|. */
        AR1
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return PromptStream.class;
    }

    @Override
    public String description() {
        return "Prompts of linear regression whose coefficients are drawn anew in each prompt.";
    }

    @Override
    public String paper() {
        return "arXiv 2503.12734";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        double rho = config.covariance() == Covariance.AR1 ? config.rho() : 0;
        if (!(rho > -1 && rho < 1)) {
            throw new InvalidConfigException(
                    "rho",
                    "found " + rho + ": the covariance is not positive definite; allowed is above -1 and below 1");
        }
        return new LinearPrompts(
                new LinearPrompts.Form(config.dimension(), config.targets(), config.length()),
                new LinearPrompts.Law(rho, config.noise(), config.offsetX(), config.offsetY()),
                context.random("prompts"));
    }
}
