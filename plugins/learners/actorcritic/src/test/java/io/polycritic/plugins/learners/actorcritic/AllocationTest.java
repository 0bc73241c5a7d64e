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
        try (TestRun run = SmallRuns.empty()) {
            run.add("rewards.task", new EnvironmentReward(), Map.of());
            if (!(factory instanceof Grpo)) {
                SmallRuns.critic(run, "task");
            }
            run.add("learner", factory, config);
            long allocated = allocated(run);
            assertTrue(allocated <= MOST_BYTES, factory + " allocates " + allocated + " bytes an update");
        }
    }

    /** The least of some updates, in bytes. */
    private static long allocated(TestRun run) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        SmallRuns.update(run, 20);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long before = memory.getThreadAllocatedBytes(thread);
            SmallRuns.update(run, 1);
            least = Math.min(least, memory.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }

    /** Beside what an update of two critics allocates anyway, their names and those of their fields alone. */
    @Test
    void measuringTheConflictOfCriticsAllocatesNextToNothing() {
        try (TestRun on = SmallRuns.twoCritics(10);
                TestRun off = SmallRuns.twoCritics(10)) {
            SmallRuns.learner(off, new MultiCriticPpo(), Map.of("conflictEvery", 0));
            long without = allocated(off);
            long with = allocated(on);
            assertTrue(
                    with <= without + 2 * 160, "an update that measures allocates " + with + " bytes, else " + without);
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
