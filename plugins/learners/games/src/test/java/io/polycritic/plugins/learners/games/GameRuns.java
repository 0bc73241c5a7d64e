package io.polycritic.plugins.learners.games;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.critics.inverse.IqObjective;
import io.polycritic.plugins.critics.inverse.MarginalQ;
import io.polycritic.plugins.critics.value.VCritic;
import io.polycritic.plugins.environments.games.ExpertDemonstrations;
import io.polycritic.plugins.environments.games.MarkovGame;
import io.polycritic.plugins.environments.memory.UniformReplay;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs that are small enough for tests; all slots but the learner are filled. */
final class GameRuns {
    private GameRuns() {}

    private static TestRun empty() {
        return new TestRun(1, CompiledCompute.withJavaBlas(), null);
    }

    private static void surround(TestRun run, Map<String, ?> critic, Map<String, ?> objective) {
        run.add("optimizers.critics", new Adam(), Map.of("learningRate", 0.003));
        run.add("streams.demonstrations", new ExpertDemonstrations(), Map.of("episodes", 5));
        run.add("streams.replay", new UniformReplay(), Map.of("capacity", 2000));
        for (String name : List.of("agent1", "agent2", "joint")) {
            run.add("critics." + name, new MarginalQ(), critic);
        }
        run.add("critics.objective", new IqObjective(), objective);
    }

    static TestRun inverse() {
        TestRun run = empty();
        run.add("environment", new MarkovGame(), Map.of());
        surround(run, Map.of("hidden", List.of(16), "rationality", 4), Map.of());
        return run;
    }

    static TestRun exact(double alpha) {
        return exact(empty(), alpha, Map.of());
    }

    static TestRun exact(TestRun run, double alpha, Map<String, ?> critic) {
        run.add("environment", new MarkovGame(), Map.of());
        Map<String, Object> table = new HashMap<>(Map.of("table", true, "rationality", 4));
        table.putAll(critic);
        surround(run, table, Map.of("alpha", alpha, "baseline", "initial"));
        return run;
    }

    static TestRun adversarial() {
        TestRun run = empty();
        run.add("environment", new MarkovGame(), Map.of());
        for (String name : List.of("actor", "critics", "rewards")) {
            run.add("optimizers." + name, new Adam(), Map.of("learningRate", 0.003));
        }
        run.add("streams.demonstrations", new ExpertDemonstrations(), Map.of("episodes", 5));
        for (String name : List.of("agent1", "agent2")) {
            run.seat("rewards." + name, new Sameness(name));
            run.add("critics." + name, new VCritic(), Map.of("hidden", List.of(16), "discount", 0.5));
        }
        return run;
    }

    static void update(TestRun run, int times) {
        for (int i = 0; i < times; i++) {
            run.part("learner", Learner.class).update();
        }
    }
}
