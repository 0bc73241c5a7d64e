package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.polycritic.api.plugin.Metrics;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsBoardTest {
    private final MetricsBoard board = new MetricsBoard();

    @Test
    void theLastNumberOfEachSeriesCountsUntilItIsTaken() {
        Metrics critic = board.of("critics.task");
        board.of("learner").record("loss", 1);
        critic.record("loss", 2);
        critic.record("loss", 3);
        assertTrue(board.isFilled());
        assertEquals(Map.of("learner/loss", 1.0, "critics.task/loss", 3.0), board.take());
        assertFalse(board.isFilled());
        assertEquals(Map.of(), board.take());
        board.of("critics.task").record("loss", 4);
        assertEquals(Map.of("critics.task/loss", 4.0), board.take());
    }

    @Test
    void reportingAllocatesNothing() {
        Metrics metrics = board.of("learner");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        metrics.record("loss", 0);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 10_000; i++) {
            metrics.record("loss", i);
        }
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertTrue(bytes < 10_000, bytes + " bytes for 10,000 numbers");
    }
}
