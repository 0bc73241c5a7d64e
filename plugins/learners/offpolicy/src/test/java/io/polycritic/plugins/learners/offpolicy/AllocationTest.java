package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.value.EnsembleQ;
import io.polycritic.plugins.critics.value.QuantileQ;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.plugins.environments.memory.PrioritizedReplay;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In steady state an update allocates next to nothing: steps, memory, draw, critics, policy. */
class AllocationTest {
    private static final long MOST_BYTES = 1024;

    private static void check(TestRun run, LearnerFactory<?> factory, Map<String, Object> changes) {
        try (run) {
            SmallRuns.learner(run, factory, changes);
            check(run, factory.toString());
        }
    }

    private static void check(TestRun run, String what) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        SmallRuns.update(run, 30);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long before = memory.getThreadAllocatedBytes(thread);
            SmallRuns.update(run, 1);
            least = Math.min(least, memory.getThreadAllocatedBytes(thread) - before);
        }
        assertTrue(least <= MOST_BYTES, what + " allocates " + least + " bytes an update");
    }

    private static TestRun prioritized() {
        TestRun run = SmallRuns.identity();
        SmallRuns.memory(run, new PrioritizedReplay(), Map.of("capacity", 64, "steps", 3, "discount", 0.5));
        return run;
    }

    @Test
    void updatesAllocateNextToNothing() {
        check(SmallRuns.turn(), new Sac(), Map.of());
        TestRun two = SmallRuns.turn();
        SmallRuns.cost(two, new TwinQ());
        check(two, new Sac(), Map.of("conflictEvery", 1));
        check(SmallRuns.turn(new EnsembleQ()), new Td3(), Map.of("lanes", 2));
        check(SmallRuns.turn(new QuantileQ()), new Sac(), Map.of());
        check(SmallRuns.identity(), new Sac(), Map.of());
        check(SmallRuns.identity(), new Dqn(), Map.of("trainEvery", 4));
        check(prioritized(), new Dqn(), Map.of("trainEvery", 4));
    }

    @Test
    void slotsThatAreSharedAllocateNoMore() {
        for (Handover.Mode mode : Handover.Mode.values()) {
            try (TestRun run = SmallRuns.turn()) {
                SmallRuns.learner(run, new Sac(), Map.of());
                SmallRuns.update(run, 1);
                run.newcomer("critics.task", new QuantileQ(), Map.of());
                run.share("critics.task", new Handover(mode));
                if (mode != Handover.Mode.DISTILL) {
                    run.newcomer("rewards.task", new EnvironmentReward(), Map.of());
                    run.share("rewards.task", new Handover(mode));
                }
                check(run, mode.toString());
            }
        }
    }
}
