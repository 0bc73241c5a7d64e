package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In steady state an update allocates next to nothing: the rollout, its judges, and all of its gradient steps. */
class AllocationTest {
    private static final long MOST_BYTES = 1024;

    private static void check(LearnerFactory<?> factory, Map<String, Object> config) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        try (TestRun run = SmallRuns.empty()) {
            run.add("rewards.task", new EnvironmentReward(), Map.of());
            if (!(factory instanceof Grpo)) {
                SmallRuns.critic(run, "task");
            }
            run.add("learner", factory, config);
            SmallRuns.update(run, 20);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                long before = memory.getThreadAllocatedBytes(thread);
                SmallRuns.update(run, 1);
                least = Math.min(least, memory.getThreadAllocatedBytes(thread) - before);
            }
            assertTrue(least <= MOST_BYTES, factory + " allocates " + least + " bytes an update");
        }
    }

    @Test
    void updatesAllocateNextToNothing() {
        List<Integer> hidden = List.of(16);
        check(
                new Ppo(),
                Map.of(
                        "lanes",
                        1,
                        "horizon",
                        128,
                        "epochs",
                        10,
                        "minibatch",
                        32,
                        "hidden",
                        hidden,
                        "observationClip",
                        5));
        check(new Ppo(), Map.of("lanes", 8, "horizon", 20, "minibatch", 40, "hidden", hidden));
        check(new A2c(), Map.of("lanes", 8, "horizon", 10, "hidden", hidden));
        check(new Reinforce(), Map.of("lanes", 8, "hidden", hidden));
        check(new Grpo(), Map.of("lanes", 8, "group", 4, "minibatch", 40, "hidden", hidden, "kl", 0.1));
    }
}
