package io.polycritic.plugins.environments.robotics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tip does to block and table, and what is reported of it. */
class ContactTest {
    private Table table;

    @BeforeEach
    void open() {
        table = new Table(11, 1, Map.of());
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void setPointIsClipped() {
        table.arrange(0.3, -0.3, 0.2);
        for (int i = 0; i < 20; i++) {
            table.act(1, -1, 1);
        }
        assertEquals(0.4, table.seen("tip.position", 0), 1e-3);
        assertEquals(-0.4, table.seen("tip.position", 1), 1e-3);
        assertEquals(0.25, table.seen("tip.position", 2), 1e-3);
    }

    @Test
    void actionIsLimitedToOne() {
        table.arrange(-0.3, 0.3, 0.12);
        table.act(1, -1, 0);
        float[] expected = table.lane.observation().clone();
        table.arrange(-0.3, 0.3, 0.12);
        table.act(7, -100, 0);
        assertArrayEquals(expected, table.lane.observation());
    }

    @Test
    void freeTipKeepsItsHeightAndReachesTheSetPoint() {
        table.arrange(-0.3, 0.3, 0.12);
        table.act(1, 0, 0);
        for (int i = 0; i < 10; i++) {
            table.act(0, 0, 0);
        }
        double moved = table.seen("tip.position", 0) + 0.3;
        assertTrue(moved > 0.03 && moved < 0.06, "moved by " + moved);
        assertEquals(0.12, table.seen("tip.position", 2), 1e-6);
        assertEquals(0, table.signal("contact.force"));
    }

    /** The tip goes on at the block's side; the block keeps in touch with it and goes as far. */
    @Test
    void pushMovesTheBlockAlong() {
        table.arrange(-0.05, 0, 0.03);
        double largest = 0;
        int pushing = 0;
        for (int i = 0; i < 12; i++) {
            table.act(0.5, 0, 0);
            assertEquals(0, table.signal("violation"));
            largest = Math.max(largest, table.signal("contact.force"));
            pushing += table.signal("contact.force") > 0.5 ? 1 : 0;
        }
        double tip = table.seen("tip.position", 0);
        double block = table.seen("block.position", 0);
        assertTrue(tip > 0.08, "the tip went " + tip);
        assertTrue(block - tip >= 0.0445 && block - tip < 0.06, "the block is " + (block - tip) + " ahead");
        assertEquals(0, table.seen("block.position", 1), 2e-3);
        assertEquals(0.03, table.seen("block.position", 2), 1e-3);
        assertTrue(pushing >= 8, "pushed in " + pushing + " steps");
        assertTrue(largest > 1 && largest < 5, "ordinary push of " + largest + " N");
    }

    @Test
    void ordinaryPushGivesTwoToFiveNewton() {
        for (double move : new double[] {0.4, 0.7, 1}) {
            table.arrange(-0.0449, 0, 0.03);
            table.act(move, 0, 0);
            double force = table.signal("contact.force");
            assertTrue(force > 2 && force < 5, "a move of " + move + " gives " + force + " N");
            assertEquals(force / 8, table.seen("tip.force", 0), 1e-6);
        }
    }

    @Test
    void hardHitExceedsTheLimit() {
        // The tip is at full speed along the diagonal when it meets the block, which slides towards it.
        table.arrange(-0.12, -0.12, 0.03, -0.4, -0.4, 0);
        double largest = 0;
        boolean violated = false;
        for (int i = 0; i < 8; i++) {
            table.act(1, 1, 0);
            largest = Math.max(largest, table.signal("contact.force"));
            assertEquals(table.signal("contact.force") > 8, table.signal("violation") == 1);
            violated |= table.signal("violation") == 1;
        }
        assertTrue(violated, "largest force " + largest + " N");
    }

    @Test
    void observedForceIsClippedAndTheSignalIsNot() {
        // The tip falls on the block from above with all its strength.
        table.arrange(0, 0, 0.25);
        double largest = 0;
        for (int i = 0; i < 8; i++) {
            table.act(0, 0, -1);
            double force = table.signal("contact.force");
            assertEquals(Math.min(force / 8, 2), table.seen("tip.force", 0), 1e-6);
            largest = Math.max(largest, force);
        }
        assertTrue(largest > 16, "largest force " + largest + " N");
    }

    @Test
    void pressOnTheTableIsReported() {
        table.arrange(-0.3, 0.3, 0.1);
        int touches = 0;
        for (int i = 0; i < 10; i++) {
            table.act(0, 0, -1);
            boolean touch = table.signal("table.touch") == 1;
            touches += touch ? 1 : 0;
            assertEquals(table.signal("table.touch"), table.seen("tip.touch", 0));
            assertEquals(touch, table.signal("contact.force") > 0);
            assertTrue(!touch || table.signal("violation") == 1, "a touch is a violation");
        }
        assertTrue(touches >= 5 && touches < 10, touches + " steps with touch");
        // The set-point cannot lie below the table: at rest the tip presses with 400 N/m over its radius of 15 mm.
        assertEquals(6, table.signal("contact.force"), 0.6);
    }

    @Test
    void blockThatFallsOffStaysAsReported() {
        table.arrange(-0.3, 0.3, 0.12, 3.5, 0, 0);
        int steps = 0;
        while (table.signal("block.off") == 0) {
            assertTrue(++steps < 20, "the block must slide off the table");
            table.act(0, 0, 0);
        }
        assertEquals(1, table.signal("violation"));
        assertTrue(table.seen("block.position", 0) > 0.5, "beyond the edge");
        float[] reported = block();
        table.act(0.5, 0, 0);
        table.act(0.5, 0, 0);
        assertArrayEquals(reported, block());
        assertEquals(1, table.signal("block.off"));
        table.lane.reset();
        table.act(0, 0, 0);
        assertEquals(0, table.signal("block.off"));
    }

    /** A higher limit is a setting; the observation keeps its unit. */
    @Test
    void forceLimitIsASetting() {
        try (Table strict = new Table(11, 1, Map.of("forceLimit", 1.0))) {
            strict.arrange(-0.046, 0, 0.03);
            strict.act(1, 0, 0);
            assertEquals(1, strict.signal("violation"));
            assertEquals(strict.signal("contact.force") / 8, strict.seen("tip.force", 0), 1e-6);
        }
    }

    @Test
    void frictionDecidesTheForceOfASteadyPush() {
        assertTrue(steadyPush(0.2) < steadyPush(0.5) && steadyPush(0.5) < steadyPush(1), "force grows with friction");
    }

    private static double steadyPush(double friction) {
        try (Table table = new Table(1, 1, Map.of("friction", friction))) {
            table.arrange(-0.046, 0, 0.03);
            double sum = 0;
            for (int i = 0; i < 15; i++) {
                table.act(0.25, 0, 0);
                sum += table.signal("contact.force");
            }
            return sum;
        }
    }

    private float[] block() {
        float[] block = new float[9];
        for (int i = 0; i < 3; i++) {
            block[i] = table.seen("block.position", i);
            block[3 + i] = table.seen("block.velocity", i);
        }
        block[6] = table.seen("block.yaw", 0);
        block[7] = table.seen("block.yaw", 1);
        block[8] = table.seen("block.up", 0);
        return block;
    }
}
