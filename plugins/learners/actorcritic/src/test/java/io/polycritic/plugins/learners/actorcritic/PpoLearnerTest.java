package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PpoLearnerTest {
    @Test
    void namesWhatItIsShown() {
        TestRun run = SmallRuns.empty();
        run.seat("environment", new IdentityWorld(4, 8, run.context("environment")));
        run.add("rewards.task", new EnvironmentReward(), Map.of());
        SmallRuns.critic(run, "task");
        SmallRuns.learner(run, new Ppo(), Map.of());
        SmallRuns.update(run, 100);
        assertTrue(run.metrics().get("learner/return") > 7.5, run.metrics().toString());
        assertEquals(8, run.metrics().get("learner/episodeLength"));
        run.close();
    }

    @Test
    void aimsWithinTheLimitsOfTheActionSpace() {
        try (TestRun run = SmallRuns.single(new Ppo(), Map.of())) {
            SmallRuns.update(run, 1);
            double first = run.metrics().get("learner/return");
            SmallRuns.update(run, 150);
            assertTrue(
                    run.metrics().get("learner/return") > 0.5 * first,
                    run.metrics().toString());
            PolicyLearner learner = run.part("learner", PolicyLearner.class);
            try (PolicyLearner.Policy policy = learner.policy(3, PolicyLearner.Mode.EVALUATE)) {
                float[] actions = new float[3];
                policy.act(new float[] {-0.5f, 0, 0.5f}, new float[0], actions);
                assertArrayEquals(new float[] {-1, 1, 3}, actions, 0.6f);
            }
        }
    }

    /** Mechanism check (a): with one critic it is PPO. */
    @Test
    void oneCriticIsPpo() {
        try (TestRun multi = SmallRuns.single(new MultiCriticPpo(), Map.of());
                TestRun ppo = SmallRuns.single(new Ppo(), Map.of())) {
            SmallRuns.update(multi, 20);
            SmallRuns.update(ppo, 20);
            assertArrayEquals(SmallRuns.parameters(multi, "learner"), SmallRuns.parameters(ppo, "learner"));
            assertArrayEquals(SmallRuns.parameters(multi, "critics.task"), SmallRuns.parameters(ppo, "critics.task"));
        }
    }

    /** Mechanism check (b): the scale of one reward does not matter to several critics, and does to one. */
    @Test
    void scaleOfOneRewardChangesTheSumAlone() {
        try (TestRun once = SmallRuns.twoCritics(1);
                TestRun fourfold = SmallRuns.twoCritics(4)) {
            assertTrue(difference(once, fourfold) < 1e-5, "difference " + difference(once, fourfold));
        }
        try (TestRun once = SmallRuns.sum(1);
                TestRun fourfold = SmallRuns.sum(4)) {
            assertTrue(difference(once, fourfold) > 0.1, "difference " + difference(once, fourfold));
        }
    }

    /** How far the second update of the actor differs, relative to its length. */
    private static double difference(TestRun one, TestRun other) {
        float[][] moves = new float[2][];
        TestRun[] runs = {one, other};
        for (int i = 0; i < 2; i++) {
            SmallRuns.update(runs[i], 1);
            float[] before = SmallRuns.parameters(runs[i], "learner");
            SmallRuns.update(runs[i], 1);
            moves[i] = SmallRuns.parameters(runs[i], "learner");
            for (int k = 0; k < before.length; k++) {
                moves[i][k] -= before[k];
            }
        }
        double apart = 0;
        double length = 0;
        for (int k = 0; k < moves[0].length; k++) {
            apart += Math.pow(moves[0][k] - moves[1][k], 2);
            length += Math.pow(moves[0][k], 2);
        }
        return Math.sqrt(apart / length);
    }

    @Test
    void continuesBitForBitAfterLoading() {
        try (TestRun whole = SmallRuns.twoCritics(1);
                TestRun second = SmallRuns.twoCritics(1)) {
            // Six updates of ten steps end in the middle of no episode; seven steps would not divide five.
            Map<String, ?> config = Map.of("horizon", 7, "skillDimension", 2, "conflictEvery", 3);
            SmallRuns.learner(whole, new MultiCriticPpo(), config);
            SmallRuns.learner(second, new MultiCriticPpo(), config);
            SmallRuns.update(whole, 3);
            Map<String, State> saved = whole.save();
            SmallRuns.update(whole, 3);
            second.load(saved);
            SmallRuns.update(second, 3);
            for (String path : new String[] {"learner", "critics.task", "critics.cost"}) {
                assertArrayEquals(SmallRuns.parameters(whole, path), SmallRuns.parameters(second, path), path);
            }
            assertEquals(whole.metrics(), second.metrics());
        }
    }

    @Test
    void threadsDoNotChangeWhatIsLearned() {
        try (TestRun one = SmallRuns.single(new Ppo(), Map.of("threads", 1));
                TestRun three = SmallRuns.single(new Ppo(), Map.of("threads", 3))) {
            SmallRuns.update(one, 5);
            SmallRuns.update(three, 5);
            assertArrayEquals(SmallRuns.parameters(one, "learner"), SmallRuns.parameters(three, "learner"));
        }
    }

    @Test
    void reportsEpisodesAndViolations() {
        try (TestRun run = SmallRuns.twoCritics(2)) {
            Learner.Update update = run.part("learner", Learner.class).update();
            assertEquals(new Learner.Update(80, 16), update);
            assertEquals(run.metrics().get("learner/return"), run.metrics().get("learner/return.task"), 1e-9);
            assertTrue(run.metrics()
                    .keySet()
                    .containsAll(java.util.List.of(
                            "learner/return.cost",
                            "learner/violationRate",
                            "learner/policyLoss",
                            "learner/entropy",
                            "learner/clipFraction",
                            "learner/approxKl",
                            "learner/logStd")));
            assertEquals(5, run.metrics().get("learner/episodeLength"));
        }
    }

    @Test
    void exploresAroundTheMostLikelyAction() {
        try (TestRun run = SmallRuns.single(new Ppo(), Map.of())) {
            PolicyLearner learner = run.part("learner", PolicyLearner.class);
            try (PolicyLearner.Policy explore = learner.policy(1, PolicyLearner.Mode.EXPLORE);
                    PolicyLearner.Policy evaluate = learner.policy(1, PolicyLearner.Mode.EVALUATE)) {
                float[] first = new float[1];
                float[] second = new float[1];
                explore.act(new float[1], new float[0], first);
                explore.act(new float[1], new float[0], second);
                assertFalse(Arrays.equals(first, second));
                evaluate.act(new float[1], new float[0], first);
                evaluate.act(new float[1], new float[0], second);
                assertArrayEquals(first, second);
            }
        }
    }

    @Test
    void needsACritic() {
        TestRun run = SmallRuns.empty();
        SmallRuns.learner(run, new MultiCriticPpo(), Map.of());
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> SmallRuns.update(run, 1));
        assertTrue(
                refused.getMessage().endsWith("multi-critic-ppo needs at least one critic slot (critics.<name>)"),
                refused.getMessage());
        run.close();
    }

    @Test
    void ppoTakesOneCritic() {
        TestRun run = SmallRuns.twoCritics(1);
        SmallRuns.learner(run, new Ppo(), Map.of());
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> SmallRuns.update(run, 1));
        assertTrue(refused.getMessage().contains("[critics.task, critics.cost]"), refused.getMessage());
        run.close();
    }

    @Test
    void refusesWeightsThatMeanNothing() {
        try (TestRun run = SmallRuns.twoCritics(1)) {
            run.weight("critics.cost", Double.NaN);
            assertEquals(
                    "critics.cost.weight",
                    assertThrows(InvalidConfigException.class, () -> SmallRuns.update(run, 1))
                            .path());
            run.weight("critics.cost", 0);
            run.weight("critics.task", 0);
            InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> SmallRuns.update(run, 1));
            assertTrue(refused.getMessage().contains("weights of all critics are 0"), refused.getMessage());
        }
    }

    @Test
    void refusesAMinibatchLargerThanTheRollout() {
        TestRun run = SmallRuns.empty();
        InvalidConfigException refused = assertThrows(
                InvalidConfigException.class, () -> SmallRuns.learner(run, new Ppo(), Map.of("minibatch", 81)));
        assertTrue(refused.getMessage().contains("8 times 10 = 80"), refused.getMessage());
        run.close();
    }
}
