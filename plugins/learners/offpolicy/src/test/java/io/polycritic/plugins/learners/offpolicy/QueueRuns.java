package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.plugins.environments.memory.UniformReplay;
import io.polycritic.plugins.environments.queues.MecQueue;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.optimizers.multiobjective.PreferenceSamplers;
import io.polycritic.plugins.rewards.programmed.MarginalCost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small runs of preference-conditioned learning over rows. */
final class QueueRuns {
    static final Map<String, Object> LEARNER = Map.of(
            "input",
            "rows",
            "hidden",
            List.of(16),
            "objectives",
            List.of("delay", "energy"),
            "entropyCritic",
            "entropy",
            "batch",
            32,
            "warmup",
            64,
            "conflictEvery",
            2);

    private QueueRuns() {}

    /** All slots but the learner. */
    static TestRun of(Map<String, ?> environment, Map<String, ?> sampler) {
        TestRun run = empty(environment, sampler);
        run.add("critics.delay", new TwinQ(), critic(Map.of("reward", "cost", "rewardWidth", 2)));
        run.add("critics.energy", new TwinQ(), critic(Map.of("reward", "cost", "rewardWidth", 2, "component", 1)));
        run.add("critics.entropy", new TwinQ(), critic(Map.of("entropy", true)));
        return run;
    }

    /** All slots but critics and the learner. */
    static TestRun empty(Map<String, ?> environment, Map<String, ?> sampler) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new MecQueue(), environment);
        run.add("optimizers.actor", new Adam(), Map.of("learningRate", 0.003));
        run.add("optimizers.critics", new Adam(), Map.of("learningRate", 0.003));
        run.add("optimizers.preference", new PreferenceSamplers(), sampler);
        run.add("streams.replay", new UniformReplay(), Map.of("capacity", 5000));
        run.add("rewards.cost", new MarginalCost(), Map.of());
        run.add("rewards.carbon", new MarginalCost(), Map.of("prices", List.of(3, 0.5), "hour", 10));
        return run;
    }

    static Map<String, Object> critic(Map<String, ?> changes) {
        Map<String, Object> config = new HashMap<>(Map.of("input", "rows", "hidden", List.of(16), "discount", 0.97));
        config.putAll(changes);
        return config;
    }

    static Map<String, Object> learner(Map<String, ?> changes) {
        Map<String, Object> config = new HashMap<>(LEARNER);
        config.putAll(changes);
        return config;
    }

    static void update(TestRun run, int times) {
        for (int i = 0; i < times; i++) {
            run.part("learner", Learner.class).update();
        }
    }
}
