package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.nn.Activation;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.Actor;
import io.polycritic.rl.Driver;
import io.polycritic.rl.LaneDriver;
import io.polycritic.rl.LaneStepper;
import org.junit.jupiter.api.Test;

class RolloutsTest {
    private static final int LANES = 8;
    private static final int HORIZON = 12;

    private static Rollouts open(TestRun run) {
        RolloutShape shape = new RolloutShape(LANES, HORIZON, false, 1);
        ActorSettings settings = new ActorSettings(new int[] {16}, Activation.TANH, -0.5, 2, 0);
        PartContext context = run.context("learner");
        ActionHead head = ActionHead.of(AimWorld.SPEC.action(), -0.5);
        Actor actor = settings.actor(AimWorld.SPEC, head, context.random("initial"));
        Driver driver = new LaneDriver(LANES, 1, new LaneStepper(1, "test"));
        return new Rollouts(actor, driver, shape, settings.condition().in(context), context);
    }

    @Test
    void skillsHaveLengthOneAndStayForAnEpisode() {
        try (TestRun run = SmallRuns.empty();
                Rollouts rollouts = open(run)) {
            rollouts.open(run.context("learner").slot("environment", World.class));
            rollouts.collect();
            float[] skills = rollouts.batch().numbers(Fields.SKILL);
            for (int row = 0; row < HORIZON * LANES; row++) {
                assertEquals(1, Math.hypot(skills[2 * row], skills[2 * row + 1]), 1e-6);
                int t = row / LANES;
                if (t > 0) {
                    boolean same = skills[2 * row] == skills[2 * (row - LANES)];
                    assertEquals(t % 5 != 0, same, "row " + row + " at step " + t);
                }
            }
        }
    }

    @Test
    void featuresAreScaledObservationsAndTheSkill() {
        try (TestRun run = SmallRuns.empty();
                Rollouts rollouts = open(run)) {
            rollouts.open(run.context("learner").slot("environment", World.class));
            rollouts.collect();
            Batch batch = rollouts.batch();
            for (int row = 0; row < batch.rows(); row++) {
                float[] skill = {batch.numbers(Fields.SKILL)[2 * row], batch.numbers(Fields.SKILL)[2 * row + 1]};
                assertArrayEquals(
                        new float[] {2 * batch.numbers(Fields.OBSERVATION)[row], skill[0], skill[1]},
                        java.util.Arrays.copyOfRange(batch.numbers(Fields.FEATURES), 3 * row, 3 * row + 3));
                assertArrayEquals(
                        new float[] {2 * batch.numbers(Fields.NEXT_OBSERVATION)[row], skill[0], skill[1]},
                        java.util.Arrays.copyOfRange(batch.numbers(Fields.NEXT_FEATURES), 3 * row, 3 * row + 3));
            }
        }
    }

    /** The observation after the last step of an episode is that of the old one, not of the new one. */
    @Test
    void observationAfterAnEndingIsFromBeforeTheReset() {
        try (TestRun run = SmallRuns.empty();
                Rollouts rollouts = open(run)) {
            rollouts.open(run.context("learner").slot("environment", World.class));
            rollouts.collect();
            float[] now = rollouts.batch().numbers(Fields.OBSERVATION);
            float[] next = rollouts.batch().numbers(Fields.NEXT_OBSERVATION);
            assertEquals(now[4 * LANES], next[3 * LANES]);
            assertNotEquals(now[5 * LANES], next[4 * LANES]);
        }
    }
}
