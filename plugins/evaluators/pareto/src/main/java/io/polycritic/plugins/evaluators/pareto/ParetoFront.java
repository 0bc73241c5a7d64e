package io.polycritic.plugins.evaluators.pareto;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.rl.Preferences;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code pareto-front}. */
@Component
@PluginId("pareto-front")
public final class ParetoFront implements EvaluatorFactory<ParetoFront.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Systems that are tested, as the environment names them.")
        String[] systems();

        @Setting("Signals that are costs, one for each weight of a preference, summed over an episode.")
        String[] costs() default {"delay.completed", "energy"};

        @Setting(
                "The best that counts, the same for all runs that are compared: for each system a number for each cost, in units of the cost a step.")
        double[] ideals();

        @Setting(
                "The worst that counts, the same for all runs that are compared: for each system a number for each cost, in units of the cost a step.")
        double[] references();

        @Setting(
                value =
                        "Parts that preferences divide an edge of the simplex into; there is one more of them for two costs.",
                min = 1,
                max = 1000,
                live = true)
        int divisions() default 20;

        @Setting(value = "Episodes of each preference in each system.", min = 1, max = 100000, live = true)
        int episodes() default 10;

        @Setting(
                value = "Seed of the first episode; each preference, system and run sees the same ones.",
                min = 0,
                live = true)
        long seed() default 1;

        @Setting(
                value = "Steps after which an episode is cut that the world does not end.",
                unit = "steps",
                min = 1,
                live = true)
        int maxSteps() default 10000;
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
        return "Front of a policy over preferences: hypervolume, sparsity, expected utility, and how it follows preferences.";
    }

    @Override
    public String paper() {
        return "after arXiv 2509.10474";
    }

    @Override
    public Evaluator create(Config config, PartContext context) {
        int k = config.costs().length;
        int[] signals = new int[k];
        for (int i = 0; i < k; i++) {
            try {
                signals[i] = context.environment().signals().offset(config.costs()[i]);
            } catch (IllegalArgumentException e) {
                throw new InvalidConfigException("costs[" + i + "]", e.getMessage());
            }
        }
        if (k < 2 || config.systems().length == 0) {
            throw new InvalidConfigException(
                    k < 2 ? "costs" : "systems",
                    "found " + (k < 2 ? k : 0) + ", allowed are at least " + (k < 2 ? "two costs" : "one system"));
        }
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < config.systems().length; i++) {
            boxes.add(Box.of(
                    config.systems()[i],
                    part("ideals", config.ideals(), i, k, config.systems().length),
                    part("references", config.references(), i, k, config.systems().length)));
        }
        long[] seeds = new long[config.episodes()];
        for (int i = 0; i < seeds.length; i++) {
            seeds[i] = config.seed() + i;
        }
        return new FrontEvaluator(boxes, signals, Preferences.lattice(k, config.divisions()), seeds, config.maxSteps());
    }

    private static double[] part(String key, double[] numbers, int system, int costs, int systems) {
        if (numbers.length != systems * costs) {
            throw new InvalidConfigException(
                    key,
                    "found " + numbers.length + " numbers, allowed is one for each of " + costs + " costs in each of "
                            + systems + " systems");
        }
        return java.util.Arrays.copyOfRange(numbers, system * costs, (system + 1) * costs);
    }
}
