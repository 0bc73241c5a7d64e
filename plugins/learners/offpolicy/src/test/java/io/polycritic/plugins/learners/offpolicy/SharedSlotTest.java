package io.polycritic.plugins.learners.offpolicy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.value.QCritic;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A learner whose critic, reward model or world shares its slot with a newcomer. */
class SharedSlotTest {
    private static final List<String> ALL = List.of("learner", "critics.task", "streams.replay", "environment");

    private static TestRun run() {
        TestRun run = SmallRuns.turn();
        SmallRuns.learner(run, new Sac(), Map.of("lanes", 2));
        SmallRuns.update(run, 10);
        return run;
    }

    private static void assertSame(TestRun expected, TestRun found) {
        for (String path : ALL) {
            assertArrayEquals(SmallRuns.state(expected, path), SmallRuns.state(found, path), path);
        }
    }

    private static void newCritic(TestRun run) {
        run.newcomer("critics.task", new QCritic(), Map.of("hidden", List.of(16)));
    }

    @Test
    void aCriticThatDoesNotCountLeavesTheRunAsItIs() {
        for (Handover.Mode mode : List.of(Handover.Mode.SHADOW, Handover.Mode.DISTILL)) {
            try (TestRun alone = run();
                    TestRun shared = run()) {
                newCritic(shared);
                shared.share("critics.task", new Handover(mode));
                SmallRuns.update(alone, 10);
                SmallRuns.update(shared, 10);
                assertSame(alone, shared);
                shared.takeOver("critics.task");
                SmallRuns.update(shared, 5);
            }
        }
    }

    /** The learner's program stays; only the share moves. */
    @Test
    void aCriticThatBlendsInIsHeardMoreAndMore() {
        try (TestRun still = run();
                TestRun moved = run()) {
            Handover first = new Handover(Handover.Mode.BLEND);
            Handover second = new Handover(Handover.Mode.BLEND);
            newCritic(still);
            newCritic(moved);
            still.share("critics.task", first);
            moved.share("critics.task", second);
            SmallRuns.update(still, 1);
            SmallRuns.update(moved, 1);
            assertSame(still, moved);
            second.share(0.5);
            SmallRuns.update(still, 1);
            SmallRuns.update(moved, 1);
            assertFalse(Arrays.equals(SmallRuns.state(still, "learner"), SmallRuns.state(moved, "learner")));
            assertArrayEquals(SmallRuns.state(still, "critics.task"), SmallRuns.state(moved, "critics.task"));
            second.share(1);
            SmallRuns.update(moved, 1);
            moved.takeOver("critics.task");
            SmallRuns.update(moved, 5);
        }
    }

    @Test
    void aRewardModelThatDoesNotCountLeavesTheRunAsItIs() {
        try (TestRun alone = run();
                TestRun shared = run()) {
            shared.newcomer("rewards.task", new EnvironmentReward(), Map.of("scale", 7));
            shared.share("rewards.task", new Handover(Handover.Mode.SHADOW));
            SmallRuns.update(alone, 10);
            SmallRuns.update(shared, 10);
            assertSame(alone, shared);
        }
    }

    /** With a share of 0 no lane goes over, and nothing is begun anew. */
    @Test
    void aWorldThatBeginsToShareLeavesItsEpisodesAlone() {
        try (TestRun alone = run();
                TestRun shared = run()) {
            shared.newcomer("environment", TurnWorld::new);
            shared.share("environment", new Handover(Handover.Mode.BLEND));
            SmallRuns.update(alone, 13);
            SmallRuns.update(shared, 13);
            assertSame(alone, shared);
        }
    }

    /** Each lane's episode is cut once, by the last step in the first world; the next ones have all their steps. */
    @Test
    void aWorldTakesOverWithoutAnotherReset() {
        try (TestRun run = run()) {
            run.newcomer("environment", TurnWorld::new);
            Handover handover = new Handover(Handover.Mode.BLEND);
            Pair pair = run.share("environment", handover);
            handover.share(1);
            int updates = 0;
            while (!pair.settled()) {
                SmallRuns.update(run, 1);
                updates++;
            }
            assertTrue(updates <= 2, "settled after " + updates);
            run.takeOver("environment");
            long steps = 0;
            long episodes = 0;
            for (int i = 0; i < 20; i++) {
                Learner.Update update = run.part("learner", Learner.class).update();
                steps += update.steps();
                episodes += update.episodes();
            }
            assertEquals(40, steps);
            assertEquals(8, episodes, "episodes of 5 steps in 2 lanes that were begun when the pair settled");
        }
    }
}
