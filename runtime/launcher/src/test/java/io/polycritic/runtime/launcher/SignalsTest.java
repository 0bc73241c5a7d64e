package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();
    private final Signals signals = new Signals(
            new Terminal(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), false), halts::add);

    @Test
    void whoDoesNotLeaveInTimeIsHalted() throws InterruptedException {
        signals.leaveWithin(0, 1);
        signals.received(143);
        assertEquals(1, halts.poll(30, TimeUnit.SECONDS));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("Leaving takes more than 0 s; halted."));
        assertEquals(143, signals.code());
    }

    @Test
    void aSecondSignalHaltsAtOnce() {
        signals.received(143);
        assertTrue(signals.leaving());
        assertTrue(halts.isEmpty());
        signals.received(130);
        assertEquals(130, halts.poll());
    }
}
