package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.critics.value.VCritic;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import io.polycritic.plugins.rewards.programmed.RewardSum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs in {@link AimWorld} that are small enough for tests. */
final class SmallRuns {
    static final Map<String, Object> LEARNER =
            Map.of("lanes", 8, "horizon", 10, "minibatch", 20, "hidden", List.of(16), "entropy", 0);

    private SmallRuns() {}

    static TestRun empty() {
        TestRun run = new TestRun(3, CompiledCompute.withJavaBlas(), null);
        run.seat("environment", new AimWorld(run.context("environment")));
        run.add("optimizers.actor", new Adam(), Map.of("learningRate", 0.003, "maxGradientNorm", 0.5));
        run.add("optimizers.critics", new Adam(), Map.of("learningRate", 0.005));
        return run;
    }

    /** One reward, one critic. */
    static TestRun single(LearnerFactory<?> factory, Map<String, ?> changes) {
        TestRun run = empty();
        run.add("rewards.task", new EnvironmentReward(), Map.of());
        critic(run, "task");
        learner(run, factory, changes);
        return run;
    }

    /** Two rewards, the second one scaled, and a critic for each of them. */
    static TestRun twoCritics(double scale) {
        TestRun run = empty();
        rewards(run, scale);
        critic(run, "task");
        critic(run, "cost");
        learner(run, new MultiCriticPpo(), Map.of("conflictEvery", 1));
        return run;
    }

    /** The same rewards in one sum. */
    static TestRun sum(double scale) {
        TestRun run = empty();
        rewards(run, scale);
        run.add("rewards.sum", new RewardSum(), Map.of("terms", List.of("task", "cost")));
        critic(run, "sum");
        learner(run, new MultiCriticPpo(), Map.of());
        return run;
    }

    private static void rewards(TestRun run, double scale) {
        run.add("rewards.task", new EnvironmentReward(), Map.of());
        run.add("rewards.cost", new EnvironmentReward(), Map.of("signal", "cost", "scale", scale));
    }

    static void critic(TestRun run, String name) {
        run.add("critics." + name, new VCritic(), Map.of("hidden", List.of(16), "minibatch", 20, "discount", 0.5));
    }

    static void learner(TestRun run, LearnerFactory<?> factory, Map<String, ?> changes) {
        Map<String, Object> config = new HashMap<>(LEARNER);
        config.putAll(changes);
        run.add("learner", factory, config);
    }

    static void update(TestRun run, int times) {
        for (int i = 0; i < times; i++) {
            run.part("learner", Learner.class).update();
        }
    }

    /** All parameters of one part behind one another. */
    static float[] parameters(TestRun run, String path) {
        State state = run.save().get(path);
        int size = 0;
        for (String name : state.parameters()) {
            size += ((float[]) state.values().get(name)).length;
        }
        float[] all = new float[size];
        int at = 0;
        for (String name : state.parameters()) {
            float[] part = (float[]) state.values().get(name);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
