package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.World;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkillHierarchyTest {
    static final Map<String, Object> CONFIG =
            Map.of("run", "slim", "interval", 5, "lanes", 16, "horizon", 6, "minibatch", 48, "hidden", List.of(16));

    /** A run with a goal, and a frozen run {@code slim} whose policy follows skills of so many numbers. */
    static TestRun run(int dimension) {
        TestRun run = new TestRun(3, CompiledCompute.withJavaBlas(), null);
        World frozen = new GoalWorld(run.context("frozen"), false);
        run.frozen("slim", new TestSubject(7, Map.of("learner", new Follower(dimension)), frozen));
        run.seat("environment", new GoalWorld(run.context("environment"), true));
        run.add("optimizers.actor", new Adam(), Map.of("learningRate", 0.005, "maxGradientNorm", 0.5));
        run.add("optimizers.critics", new Adam(), Map.of("learningRate", 0.005));
        run.add("rewards.task", new EnvironmentReward(), Map.of());
        SmallRuns.critic(run, "task");
        return run;
    }

    /** 12 steps are decisions of 5, 5 and 2 steps. */
    @Test
    void decidesOnceInAnIntervalAndSumsSignals() {
        try (TestRun run = run(2)) {
            run.add("learner", new SkillHierarchy(), CONFIG);
            Learner.Update update = run.part("learner", Learner.class).update();
            assertEquals(new Learner.Update(16 * 6 * 4, 32), update);
            assertEquals(3, run.metrics().get("learner/episodeLength"));
            assertEquals(1 / 3.0, run.metrics().get("learner/violationRate"), 1e-9);
            assertTrue(run.metrics().get("learner/return") < -12, "a sum over all steps");
            assertEquals(
                    FieldSpec.numbers("action", 2),
                    run.part("learner", Learner.class).wiring().offers().get(2));
        }
    }

    @Test
    void learnsWhichSkillLeadsToTheGoal() {
        try (TestRun run = run(2)) {
            run.add("learner", new SkillHierarchy(), CONFIG);
            SmallRuns.update(run, 1);
            double first = run.metrics().get("learner/return");
            SmallRuns.update(run, 120);
            double last = run.metrics().get("learner/return");
            // The straight way costs 0.9 + 0.8 + .. + 0 + 0.1 + 0.2 = 4.8.
            assertTrue(last > -7, first + " at first, now " + last);
            PolicyLearner learner = run.part("learner", PolicyLearner.class);
            try (PolicyLearner.Policy policy = learner.policy(1, PolicyLearner.Mode.EVALUATE)) {
                float[] action = new float[2];
                policy.act(new float[] {0, 1, 0, 0}, new float[0], action);
                assertEquals(1, action[1], 0.2);
                // The skill stays for five steps, whatever is observed meanwhile.
                policy.act(new float[] {0, -1, 0, 0}, new float[0], action);
                assertEquals(1, action[1], 0.2);
            }
        }
    }

    @Test
    void refusesRunsThatDoNotFit() {
        try (TestRun run = run(0)) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> run.add("learner", new SkillHierarchy(), CONFIG));
            assertTrue(refused.getMessage().contains("has no skills"), refused.getMessage());
        }
        try (TestRun run = run(2)) {
            run.seat("environment", new AimWorld(run.context("environment")));
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> run.add("learner", new SkillHierarchy(), CONFIG));
            assertTrue(refused.getMessage().contains("the actions of the run 'slim'"), refused.getMessage());
        }
        try (TestRun run = run(2)) {
            World more = new GoalWorld(run.context("frozen"), true);
            run.frozen("slim", new TestSubject(7, Map.of("learner", new Follower(2)), more));
            run.seat("environment", new GoalWorld(run.context("environment"), false));
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> run.add("learner", new SkillHierarchy(), CONFIG));
            assertTrue(refused.getMessage().contains("observes 2 numbers of 'goal'"), refused.getMessage());
        }
    }
}
