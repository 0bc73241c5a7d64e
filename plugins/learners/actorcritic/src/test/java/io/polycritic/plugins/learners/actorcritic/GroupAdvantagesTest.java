package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.plugins.learners.actorcritic.GroupAdvantages.Average;
import io.polycritic.plugins.learners.actorcritic.GroupAdvantages.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupAdvantagesTest {
    private static GroupAdvantages groups(
            int lanes, int horizon, int longest, Order order, boolean standardise, Average average) {
        GroupAdvantages.Rule rule = new GroupAdvantages.Rule(2, List.of(), order, standardise, average);
        return new GroupAdvantages(new RolloutShape(lanes, horizon, true, 1), longest, rule);
    }

    /** One step in each of four lanes: two groups of two episodes. */
    private static Judged oneStep() {
        return new Judged(1, 4, 1, 1, 1, 1);
    }

    @Test
    void returnsAreStandardisedWithinTheirGroupByHand() {
        float[] judged = oneStep()
                .reward("task", 1, 1, 3, 100, 104)
                .by(groups(4, 1, 1, Order.SUM_THEN_NORMALIZE, true, Average.EPISODE));
        assertArrayEquals(new float[] {-1, 1, -1, 1}, judged, 1e-6f);
    }

    @Test
    void aGroupOfEqualReturnsSaysNothing() {
        float[] judged = oneStep()
                .reward("task", 1, 7, 7, 100, 104)
                .by(groups(4, 1, 1, Order.SUM_THEN_NORMALIZE, true, Average.EPISODE));
        assertArrayEquals(new float[] {0, 0, -1, 1}, judged, 1e-6f);
    }

    @Test
    void differencesMayStayAsTheyAre() {
        float[] judged = oneStep()
                .reward("task", 1, 1, 3, 100, 104)
                .by(groups(4, 1, 1, Order.SUM_THEN_NORMALIZE, false, Average.EPISODE));
        assertArrayEquals(new float[] {-1, 1, -2, 2}, judged, 1e-5f);
    }

    /** The second group's rewards agree, the first one's differ in one reward alone; the sums hide that. */
    @Test
    void bothOrdersByHand() {
        Judged two = oneStep().reward("a", 1, 0, 1, 0, 1).reward("b", 2, 0, 0, 0, 1);
        // Sums are 0, 1 and 0, 3: standardised in the group they are the same.
        assertArrayEquals(
                new float[] {-1, 1, -1, 1},
                two.by(groups(4, 1, 1, Order.SUM_THEN_NORMALIZE, true, Average.EPISODE)),
                1e-6f);
        // a is -1, 1, -1, 1; b is 0, 0, -1, 1, twice; the sums -1, 1, -3, 3 have mean 0 and variance 5.
        float one = (float) (1 / Math.sqrt(5));
        assertArrayEquals(
                new float[] {-one, one, -3 * one, 3 * one},
                two.by(groups(4, 1, 1, Order.NORMALIZE_THEN_SUM, true, Average.EPISODE)),
                1e-6f);
    }

    /** Lanes of one episode of 1 and one of 3 steps in four steps of which two rows do not count. */
    @Test
    void meansOverEpisodesAndOverStepsByHand() {
        Judged rollout = new Judged(4, 2, 1, 0, 0, 0, 0, 1, 0, 0).reward("task", 1, 2, 0, 0, 0, 0, 4, 0, 0);
        GroupAdvantages.Rule rule =
                new GroupAdvantages.Rule(2, List.of(), Order.SUM_THEN_NORMALIZE, true, Average.EPISODE);
        RolloutShape shape = new RolloutShape(2, 4, true, 1);
        // Two episodes count: eight rows, half the weight for each, spread over its steps.
        assertArrayEquals(
                new float[] {-4, 4 / 3f, 0, 4 / 3f, 0, 4 / 3f, 0, 0},
                rollout.by(new GroupAdvantages(shape, 4, rule)),
                1e-5f);
        assertArrayEquals(
                new float[] {-2, 2, 0, 2, 0, 2, 0, 0},
                rollout.by(groups(2, 4, 4, Order.SUM_THEN_NORMALIZE, true, Average.STEP)),
                1e-5f);
    }

    @Test
    void lanesMustMakeWholeGroups() {
        InvalidConfigException refused = assertThrows(
                InvalidConfigException.class, () -> groups(5, 1, 1, Order.SUM_THEN_NORMALIZE, true, Average.EPISODE));
        assertEquals("lanes", refused.path());
        assertTrue(refused.getMessage().contains("found 5, which does not make groups of 2"), refused.getMessage());
    }

    @Test
    void namedRewardsMustBeThere() {
        GroupAdvantages.Rule rule =
                new GroupAdvantages.Rule(2, List.of("a", "c"), Order.SUM_THEN_NORMALIZE, true, Average.STEP);
        Judged two = oneStep().reward("a", 1, 0, 1, 0, 1).reward("b", 1, 0, 0, 0, 1);
        InvalidConfigException refused = assertThrows(
                InvalidConfigException.class,
                () -> two.by(new GroupAdvantages(new RolloutShape(4, 1, true, 1), 1, rule)));
        assertEquals("rewards", refused.path());
        assertTrue(
                refused.getMessage().contains("[a, c]") && refused.getMessage().contains("[a, b]"));
    }
}
