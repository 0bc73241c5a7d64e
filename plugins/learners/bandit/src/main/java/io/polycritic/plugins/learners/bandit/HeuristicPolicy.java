package io.polycritic.plugins.learners.bandit;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code heuristic-policy}. */
@Component
@PluginId("heuristic-policy")
public final class HeuristicPolicy implements LearnerFactory<HeuristicPolicy.Config> {
    /** What a row is chosen by. */
    public enum Rule {
        /** The least sum of costs weighted by the preference. */
        MARGINAL_GREEDY,
        /** The least load, and of equal ones the greatest speed; rows with the flag only where there are no others. */
        LEAST_LOADED,
        /** Each row that is present is as likely as any other. */
        RANDOM
    }

    /** Settings. */
    public @interface Config {
        @Setting("What a row is chosen by.")
        Rule rule() default Rule.MARGINAL_GREEDY;

        @Setting("Fields that are costs of a row, one for each weight of a preference.")
        String[] costs() default {"delay.marginal", "energy"};

        @Setting(value = "How much of each cost counts 1.", min = 1e-9)
        double[] scales() default {2, 20};

        @Setting("Field that is the load of a row.")
        String load() default "tasks";

        @Setting("Field that is the speed of a row.")
        String speed() default "frequency";

        @Setting("Field that flags rows without a queue, whose load says nothing.")
        String flag() default "cloud";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return PolicyLearner.class;
    }

    @Override
    public String description() {
        return "Chooses rows by a fixed rule: least weighted marginal cost, least load, or at random; learns nothing.";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        int objectives = config.costs().length;
        if (config.scales().length != objectives) {
            throw new InvalidConfigException(
                    "scales",
                    "found " + config.scales().length + " numbers, allowed is one for each of " + objectives
                            + " costs");
        }
        return new RuleLearner(context, objectives, world -> {
            Rows rows = Rows.of(world, "heuristic-policy");
            return switch (config.rule()) {
                case MARGINAL_GREEDY -> greedy(config, rows);
                case LEAST_LOADED -> leastLoaded(config, rows);
                case RANDOM -> new AnyRow(rows, context.random("policy"));
            };
        });
    }

    private static RowRule greedy(Config config, Rows rows) {
        int[] fields = new int[config.costs().length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = rows.field("costs[" + i + "]", config.costs()[i]);
        }
        return new LeastCost(rows, fields, config.scales());
    }

    private static RowRule leastLoaded(Config config, Rows rows) {
        return new LeastLoad(
                rows,
                rows.field("load", config.load()),
                rows.field("speed", config.speed()),
                rows.field("flag", config.flag()));
    }
}
