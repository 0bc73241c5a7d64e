package io.polycritic.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class FrameQueueTest {
    private final LongAdder missed = new LongAdder();
    private final Frame first = frame(true);
    private final Frame second = frame(true);
    private final Frame state = frame(false);
    private final Frame ticket = frame(false);

    @Test
    void dropsTheOldestMetricsAndSaysSo() {
        FrameQueue queue = new FrameQueue(2, missed);
        assertTrue(queue.offer(first));
        assertTrue(queue.offer(state));
        assertTrue(queue.offer(second));
        assertArrayEquals(
                "event: gap\ndata: {\"missed\":1}\n\n".getBytes(StandardCharsets.UTF_8),
                queue.poll().bytes());
        assertSame(state, queue.poll());
        assertSame(second, queue.poll());
        assertNull(queue.poll());
    }

    @Test
    void neverDropsWhatMustArrive() {
        FrameQueue queue = new FrameQueue(2, missed);
        queue.offer(state);
        queue.offer(ticket);
        assertTrue(queue.offer(first), "metrics may be missed");
        assertFalse(queue.offer(frame(false)), "the client must be given up");
        assertEquals(
                "event: gap",
                new String(queue.poll().bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertSame(state, queue.poll());
        assertSame(ticket, queue.poll());
    }

    private static Frame frame(boolean droppable) {
        return Frame.event("run", droppable, "type", "data");
    }
}
