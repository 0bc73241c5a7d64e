package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.critics.value.VCritic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A learner whose critic or world shares its slot with a newcomer. */
class SharedSlotTest {
    /** Rollouts of 7 steps, so that episodes of 5 go on from one to the next. */
    private static TestRun run() {
        TestRun run = SmallRuns.single(new Ppo(), Map.of("horizon", 7, "minibatch", 14));
        SmallRuns.update(run, 3);
        return run;
    }

    private static void assertSame(TestRun expected, TestRun found) {
        Map<String, State> states = found.save();
        expected.save().forEach((path, state) -> {
            if (!path.startsWith("optimizers") && !path.equals("streams")) {
                state.values().forEach((name, value) -> {
                    if (value instanceof float[] numbers) {
                        assertArrayEquals(
                                numbers, (float[]) states.get(path).values().get(name), path + "/" + name);
                    }
                });
            }
        });
    }

    @Test
    void aCriticThatDoesNotCountLeavesTheRunAsItIs() {
        for (Handover.Mode mode : List.of(Handover.Mode.SHADOW, Handover.Mode.DISTILL)) {
            try (TestRun alone = run();
                    TestRun shared = run()) {
                shared.newcomer("critics.task", new VCritic(), Map.of("hidden", List.of(8), "discount", 0.3));
                shared.share("critics.task", new Handover(mode));
                SmallRuns.update(alone, 5);
                SmallRuns.update(shared, 5);
                assertSame(alone, shared);
                shared.takeOver("critics.task");
                SmallRuns.update(shared, 2);
            }
        }
    }

    @Test
    void aWorldThatBeginsToShareLeavesItsEpisodesAlone() {
        try (TestRun alone = run();
                TestRun shared = run()) {
            shared.newcomer("environment", AimWorld::new);
            shared.share("environment", new Handover(Handover.Mode.BLEND));
            SmallRuns.update(alone, 5);
            SmallRuns.update(shared, 5);
            assertSame(alone, shared);
        }
    }

    /** 8 lanes, whose episodes of 5 steps began with the newcomer's first step, in the second of 7 steps. */
    @Test
    void aWorldTakesOverWithoutAnotherReset() {
        try (TestRun run = run()) {
            run.newcomer("environment", AimWorld::new);
            Handover handover = new Handover(Handover.Mode.BLEND);
            Pair pair = run.share("environment", handover);
            handover.share(1);
            Learner learner = run.part("learner", Learner.class);
            assertEquals(2 * 8, learner.update().episodes(), "one is cut, and one of the newcomer ends after 5 steps");
            assertTrue(pair.settled());
            run.takeOver("environment");
            assertEquals(8, learner.update().episodes(), "the next one has made a step before, and ends after 4 more");
            assertEquals(2 * 8, learner.update().episodes());
        }
    }
}
