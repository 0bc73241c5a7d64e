package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangTest {
    private static final long LIMIT = 300;

    private long nanos = 17;
    private final Hang hang = new Hang(new StallClock(() -> nanos));

    /** The watchdog looks twice in each of these seconds; says whether it gave the thread up. */
    private boolean watch(long seconds) {
        boolean given = false;
        for (long look = 0; look < 2 * seconds; look++) {
            nanos += TimeUnit.MILLISECONDS.toNanos(500);
            given |= hang.abandon(LIMIT);
        }
        return given;
    }

    @Test
    void whoStaysTooLongIsGivenUp() {
        hang.enter();
        assertFalse(watch(LIMIT));
        assertTrue(watch(1));
        assertTrue(hang.isAbandoned());
        assertThrows(Hang.AbandonedException.class, hang::leave);
    }

    @Test
    void timeInWhichTheMachineSleptIsNobodysFault() {
        hang.enter();
        assertFalse(watch(100));
        nanos += TimeUnit.HOURS.toNanos(9);
        assertFalse(watch(199));
        nanos += TimeUnit.HOURS.toNanos(2);
        assertFalse(watch(1));
        assertTrue(watch(2));
    }

    @Test
    void itIsOneStayThatCounts() {
        hang.enter();
        assertFalse(watch(200));
        assertDoesNotThrow(hang::leave);
        hang.enter();
        assertFalse(watch(200));
        assertDoesNotThrow(hang::leave);
    }
}
