package io.polycritic.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private long now;
    private final Limiter limiter = new Limiter(3, Duration.ofSeconds(10), () -> now);

    @Test
    void letsABurstThroughAndThenOneAfterEachPause() {
        for (int i = 0; i < 3; i++) {
            assertTrue(limiter.take("a"));
        }
        assertFalse(limiter.take("a"));
        assertTrue(limiter.take("b"));
        now += Duration.ofSeconds(9).toNanos();
        assertFalse(limiter.take("a"));
        now += Duration.ofSeconds(1).toNanos();
        assertTrue(limiter.take("a"));
        assertFalse(limiter.take("a"));
        limiter.giveBack("a");
        assertTrue(limiter.take("a"));
    }

    /** Whatever is asked when, no more than burst + elapsed / pause attempts pass. */
    @Test
    void neverLetsMoreThroughThanItsRate() {
        SplittableRandom random = new SplittableRandom(7);
        int passed = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextLong(Duration.ofSeconds(4).toNanos());
            passed += limiter.take("a") ? 1 : 0;
            assertTrue(passed <= 3 + now / Duration.ofSeconds(10).toNanos(), "passed " + passed + " at " + now);
        }
        assertTrue(passed > now / Duration.ofSeconds(10).toNanos() * 9 / 10, "it forgets attempts");
    }

    @Test
    void forgetsKeysBeforeTheyFillTheMemory() {
        for (int i = 0; i < 25_000; i++) {
            limiter.take("k" + i);
        }
        assertEquals(10_000, limiter.keys());
    }
}
