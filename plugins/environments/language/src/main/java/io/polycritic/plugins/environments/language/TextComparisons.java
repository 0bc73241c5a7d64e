package io.polycritic.plugins.environments.language;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.language.TextPolicy;
import io.polycritic.preference.ComparisonStream;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code text-comparisons}. */
@Component
@PluginId("text-comparisons")
public final class TextComparisons implements EnvironmentFactory<TextComparisons.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Id of the run whose policy says the first response of each comparison.")
        String run();

        @Setting("Id of the run whose policy says the second one; empty for the same run.")
        String opponent() default "";

        @Setting(value = "Comparisons to learn from.", unit = "rows", min = 1, max = 1000000)
        int count() default 3000;

        @Setting(value = "Comparisons that are kept apart.", unit = "rows", min = 1, max = 1000000)
        int heldOut() default 300;

        @Setting(value = "Temperature at which both policies speak.", min = 0.01, max = 100)
        double temperature() default 1;

        @Setting("Stream slot that prompts come from.")
        String prompts() default "prompts";

        @Setting("Reward slot of the judge who labels.")
        String judge() default "judge";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Environment> partType() {
        return ComparisonStream.class;
    }

    @Override
    public String description() {
        return "Comparisons of two policies' responses to the same prompts, labelled once by a judge.";
    }

    @Override
    public String paper() {
        return "after arXiv 2009.01325";
    }

    @Override
    public Environment create(Config config, PartContext context) {
        TextPolicy first = policy(context, "run", config.run());
        TextPolicy second = config.opponent().isEmpty() ? first : policy(context, "opponent", config.opponent());
        if (!first.space().equals(second.space())) {
            throw new InvalidConfigException(
                    "opponent",
                    "the policy's texts are " + second.space() + ", those of the run " + config.run() + " are "
                            + first.space());
        }
        LabelCollection collection = new LabelCollection(
                context,
                first,
                second,
                config.temperature(),
                "streams." + config.prompts(),
                "rewards." + config.judge());
        return new CollectedComparisons(context, collection, config.count(), config.heldOut());
    }

    private static TextPolicy policy(PartContext context, String key, String run) {
        return context.frozen(run)
                .part("learner", TextPolicy.class)
                .orElseThrow(() -> new InvalidConfigException(key, "the run " + run + " has no text policy"));
    }
}
