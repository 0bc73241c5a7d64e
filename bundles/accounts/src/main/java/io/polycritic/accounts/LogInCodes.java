package io.polycritic.accounts;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Codes by which one session can begin, once. They live in memory alone, and not long. */
final class LogInCodes {
    static final Duration LIFE = Duration.ofMinutes(15);
    private static final int MOST = 16;

    private final Map<String, Long> ends = new LinkedHashMap<>();
    private final LongSupplier nanos;

    LogInCodes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A new code; where there are too many, the oldest one works no more. */
    synchronized String make() {
        String code = Secrets.fresh();
        ends.put(Secrets.hash(code), nanos.getAsLong() + LIFE.toNanos());
        Iterator<String> oldest = ends.keySet().iterator();
        while (ends.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
        return code;
    }

    /** Uses a code up. */
    synchronized boolean take(String code) {
        Long end = ends.remove(Secrets.hash(code));
        return end != null && end - nanos.getAsLong() > 0;
    }
}
