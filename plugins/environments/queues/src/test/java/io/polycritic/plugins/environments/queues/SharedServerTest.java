package io.polycritic.plugins.environments.queues;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.RandomStream;
import org.junit.jupiter.api.Test;

class SharedServerTest {
    private final SharedServer scratch = new SharedServer();

    @Test
    void tasksShareTheSpeedEqually() {
        SharedServer server = new SharedServer();
        server.open(1, 0);
        server.place(0, 1);
        server.place(0, 2);
        assertEquals(5, server.potential(scratch), 1e-12); // the first is done at 2, the second at 3
        assertEquals(0, server.advance(1));
        assertEquals(0.5, server.residual(0), 1e-12);
        assertEquals(3, server.potential(scratch), 1e-12);
        assertEquals(2, server.advance(2.5), 1e-12);
        assertEquals(3, server.advance(Double.POSITIVE_INFINITY), 1e-12);
        assertEquals(0, server.count());
    }

    @Test
    void uploadsJoinWhenTheyAreThrough() {
        SharedServer server = new SharedServer();
        server.open(1, 0);
        server.place(0, 2);
        server.foresee(1, 1, scratch);
        // Alone until 1; then both have 1 left and half of the speed: both are done at 3.
        assertEquals(6, scratch.remaining(), 1e-12);
        assertEquals(3, scratch.foreseen(), 1e-12);
    }

    /** Formula: (c + 2 sum_j min(c, c_j)) / f where nothing is under way and the upload takes no time. */
    @Test
    void marginalDelayMatchesTheClosedForm() {
        RandomStream random = RandomStream.of(7, "test", "queues");
        for (int queue = 0; queue < 1000; queue++) {
            SharedServer server = new SharedServer();
            double speed = 1e9 * (1 + 4 * random.nextDouble());
            server.open(speed, 3);
            double work = 3e9 * random.nextDouble();
            double sum = work;
            for (int i = random.nextInt(12); i > 0; i--) {
                double residual = 3e9 * random.nextDouble();
                server.place(0, residual);
                sum += 2 * Math.min(work, residual);
            }
            double before = server.potential(scratch);
            server.foresee(0, work, scratch);
            double marginal = scratch.remaining() - before;
            assertEquals(sum / speed, marginal, 1e-9 * sum / speed);
        }
    }
}
