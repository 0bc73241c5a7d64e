package io.polycritic.plugins.evaluators.pareto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.plugins.environments.queues.MecQueue;
import io.polycritic.plugins.learners.bandit.HeuristicPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParetoFrontTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new ParetoFront();
    }

    @Override
    protected TestRun run() {
        return run(1, "marginal-greedy");
    }

    @Override
    protected String path() {
        return "evaluators.front";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of(
                "systems", List.of("servers-2", "servers-6"),
                "ideals", List.of(1, 10, 1, 5),
                "references", List.of(5, 35, 10, 25),
                "divisions", 5,
                "episodes", 2);
    }

    private static TestRun run(long seed, String rule) {
        TestRun run = new TestRun(seed, null, null);
        run.add("environment", new MecQueue(), Map.of("marginals", true, "tasks", 100));
        run.add("learner", new HeuristicPolicy(), Map.of("rule", rule));
        return run;
    }

    private static Map<String, Measure> measures(TestRun run, Map<String, ?> config) {
        Evaluator evaluator = run.add("evaluators.front", new ParetoFront(), config);
        Map<String, Part> parts = Map.of("learner", run.part("learner", PolicyLearner.class));
        World world = run.part("environment", World.class);
        Map<String, Measure> measures = new TreeMap<>();
        evaluator.evaluate(new TestSubject(0, parts, world)).forEach(measure -> measures.put(measure.name(), measure));
        return measures;
    }

    /** A rule that knows the model follows preferences, and has a larger front than one that does not. */
    @Test
    void measuresTheFrontOfAPolicy() {
        try (TestRun greedy = run();
                TestRun random = run(1, "random")) {
            Map<String, Measure> better = measures(greedy, config());
            Map<String, Measure> worse = measures(random, config());
            assertEquals(2, better.get("hypervolume").samples().length);
            assertEquals(
                    better.get("hypervolume").samples()[1],
                    better.get("hypervolume.servers-6").mean());
            assertTrue(better.get("hypervolume").mean()
                    > 1.5 * worse.get("hypervolume").mean());
            assertTrue(better.get("expectedUtility").mean()
                    > worse.get("expectedUtility").mean());
            assertTrue(better.get("leastResponse").mean() >= 0.9, better.toString());
            assertEquals(-1, better.get("monotonicity.0").mean(), 0.1);
            assertEquals(1, better.get("monotonicity.1").mean(), 0.1);
        }
    }

    /** Test episodes depend on neither the run's seed nor the evaluation. */
    @Test
    void allRunsSeeTheSameEpisodes() {
        try (TestRun one = run();
                TestRun other = run(2, "marginal-greedy")) {
            double first = measures(one, config()).get("hypervolume").mean();
            assertEquals(first, measures(one, config()).get("hypervolume").mean());
            assertEquals(first, measures(other, config()).get("hypervolume").mean());
        }
    }

    @Test
    void saysWhatIsWrong() {
        try (TestRun run = run()) {
            Map<String, Object> config = new TreeMap<>(config());
            config.put("references", List.of(5, 35));
            assertEquals(
                    "references",
                    assertThrows(InvalidConfigException.class, () -> measures(run, config))
                            .path());
            config.put("references", List.of(5, 35, 10, 4));
            assertThrows(InvalidConfigException.class, () -> measures(run, config));
            config.put("references", List.of(5, 35, 10, 25));
            config.put("systems", List.of("servers-2", "clients-2"));
            assertThrows(InvalidConfigException.class, () -> measures(run, config));
            config.put("costs", List.of("delay.completed", "noise"));
            assertEquals(
                    "costs[1]",
                    assertThrows(InvalidConfigException.class, () -> measures(run, config))
                            .path());
        }
        try (TestRun run = run();
                TestRun elsewhere = new TestRun(1, null, null)) {
            Evaluator evaluator = run.add("evaluators.front", new ParetoFront(), config());
            World world = new IdentityWorld(3, 8, elsewhere.context("environment"));
            TestSubject subject =
                    new TestSubject(0, Map.of("learner", run.part("learner", PolicyLearner.class)), world);
            assertThrows(PolycriticException.class, () -> evaluator.evaluate(subject));
        }
    }
}
