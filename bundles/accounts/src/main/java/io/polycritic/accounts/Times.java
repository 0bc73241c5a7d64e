package io.polycritic.accounts;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as they are kept: to the millisecond, which both databases keep alike. */
final class Times {
    private Times() {}

    static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
