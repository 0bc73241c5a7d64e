package io.polycritic.plugins.evaluators.preference;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.EvaluatorFactory;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.preference.CyclicPairs;
import io.polycritic.plugins.environments.preference.PrefGame;
import io.polycritic.plugins.learners.preference.NashMd;
import io.polycritic.plugins.learners.preference.PreferenceFit;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.rewards.preference.GamePreference;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs to be measured. */
final class Runs {
    private Runs() {}

    /** A game, judged exactly, with a learner that has made so many updates. */
    static TestRun game(long seed, Map<String, ?> config, int updates) {
        TestRun run = new TestRun(seed, null, null);
        run.add("environment", new PrefGame(), Map.of());
        run.add("rewards.judge", new GamePreference(), Map.of());
        return updated(run, new NashMd(), config, updates);
    }

    /** Comparisons, and a preference model that has learned from so many batches of 128. */
    static TestRun comparisons(
            String order, PartFactory<?, ? extends RewardModel> model, Map<String, ?> config, int updates) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new CyclicPairs(), Map.of("order", order, "test", 1000));
        run.add("optimizers.preference", new Adam(), Map.of("learningRate", 1e-3));
        run.add("rewards.model", model, config);
        return updated(run, new PreferenceFit(), Map.of(), updates);
    }

    private static TestRun updated(
            TestRun run, PartFactory<?, ? extends Learner> plugin, Map<String, ?> config, int n) {
        Learner learner = run.add("learner", plugin, config);
        for (int i = 0; i < n; i++) {
            learner.update();
        }
        return run;
    }

    /** The mean of each measure. */
    static Map<String, Double> measure(TestRun run, EvaluatorFactory<?> plugin, Map<String, ?> config) {
        Evaluator evaluator = run.add("evaluators.measured", plugin, config);
        Map<String, Part> parts = new LinkedHashMap<>();
        for (String path : new String[] {"environment", "learner", "rewards.model", "rewards.judge"}) {
            if (run.save().containsKey(path)) {
                parts.put(path, run.part(path, Part.class));
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        for (Measure measure : evaluator.evaluate(new TestSubject(0, parts, null))) {
            means.put(measure.name(), measure.mean());
        }
        return means;
    }
}
