package io.polycritic.accounts;

import io.polycritic.api.control.ProblemException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What an operator may set by framework properties.
 *
 * @param sessionIdle after which time without a request a session ends
 * @param session after which time it ends in any case
 * @param audit how long entries of the audit log are kept
 * @param auditEntries how many are kept
 */
record Limits(Duration sessionIdle, Duration session, Duration audit, long auditEntries) {
    static final String SESSION_IDLE = "polycritic.session.idle.hours";
    static final String SESSION = "polycritic.session.hours";
    static final String AUDIT = "polycritic.audit.days";
    static final String AUDIT_ENTRIES = "polycritic.audit.entries";

    /**
     * Reads them.
     *
     * @param property yields a framework property or null
     * @throws ProblemException if one is no number of its range
     */
    static Limits of(UnaryOperator<String> property) {
        return new Limits(
                Duration.ofHours(number(property, SESSION_IDLE, 12, 24 * 366)),
                Duration.ofHours(number(property, SESSION, 24 * 7, 24 * 366)),
                Duration.ofDays(number(property, AUDIT, 365, 36_600)),
                number(property, AUDIT_ENTRIES, 100_000, 100_000_000));
    }

    private static long number(UnaryOperator<String> property, String name, long usual, long most) {
        String text = property.apply(name);
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw Problems.user(name, "must be an integer from 1 to " + most + ", is '" + text + "'");
    }
}
