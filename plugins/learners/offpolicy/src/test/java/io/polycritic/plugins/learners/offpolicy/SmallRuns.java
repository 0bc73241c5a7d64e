package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.critics.value.QCritic;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.plugins.environments.memory.UniformReplay;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs that are small enough for tests. */
final class SmallRuns {
    private static final int CLASSES = 4;
    private static final Map<String, Object> LEARNER = Map.of("batch", 32, "warmup", 50, "trainEvery", 1);
    private static final Map<String, Object> POLICY = Map.of("hidden", List.of(32));
    private static final Map<String, Object> CRITIC = Map.of("hidden", List.of(32), "discount", 0.5);

    private SmallRuns() {}

    private static TestRun empty(double learningRate) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("optimizers.actor", new Adam(), Map.of("learningRate", learningRate));
        run.add("optimizers.critics", new Adam(), Map.of("learningRate", learningRate));
        return run;
    }

    /** Names what it is shown; all slots but the learner are filled. */
    static TestRun identity(CriticFactory<?> critic) {
        TestRun run = empty(0.003);
        run.seat("environment", new IdentityWorld(CLASSES, 8, run.context("environment")));
        surround(run, critic, new UniformReplay(), Map.of("capacity", 5000));
        return run;
    }

    static TestRun identity() {
        return identity(new QCritic());
    }

    /** Turns by as much as it is shown; all slots but the learner are filled. */
    static TestRun turn(CriticFactory<?> critic) {
        TestRun run = empty(0.003);
        run.seat("environment", new TurnWorld(run.context("environment")));
        surround(run, critic, new UniformReplay(), Map.of("capacity", 5000));
        return run;
    }

    static TestRun turn() {
        return turn(new TwinQ());
    }

    private static void surround(
            TestRun run, CriticFactory<?> critic, EnvironmentFactory<?> memory, Map<String, ?> memoryConfig) {
        run.add("rewards.task", new EnvironmentReward(), Map.of());
        critic(run, "task", critic, Map.of());
        memory(run, memory, memoryConfig);
    }

    static void memory(TestRun run, EnvironmentFactory<?> memory, Map<String, ?> config) {
        run.add("streams.replay", memory, config);
    }

    static void critic(TestRun run, String name, CriticFactory<?> critic, Map<String, ?> changes) {
        run.add("critics." + name, critic, merged(CRITIC, changes));
    }

    /** Another reward, and a critic of it. */
    static void cost(TestRun run, CriticFactory<?> critic) {
        run.add("rewards.cost", new EnvironmentReward(), Map.of("signal", "cost", "scale", 0.1));
        critic(run, "cost", critic, Map.of());
    }

    static void learner(TestRun run, LearnerFactory<?> factory, Map<String, ?> changes) {
        run.add("learner", factory, config(factory, changes));
    }

    static Map<String, Object> config(LearnerFactory<?> factory, Map<String, ?> changes) {
        return merged(factory instanceof Dqn ? LEARNER : merged(LEARNER, POLICY), changes);
    }

    private static Map<String, Object> merged(Map<String, ?> base, Map<String, ?> changes) {
        Map<String, Object> merged = new HashMap<>(base);
        merged.putAll(changes);
        return merged;
    }

    static void update(TestRun run, int times) {
        for (int i = 0; i < times; i++) {
            run.part("learner", Learner.class).update();
        }
    }

    /** All of a part's state behind one another. */
    static float[] state(TestRun run, String path) {
        State state = run.save().get(path);
        List<float[]> parts = state.values().values().stream()
                .filter(float[].class::isInstance)
                .map(float[].class::cast)
                .toList();
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
