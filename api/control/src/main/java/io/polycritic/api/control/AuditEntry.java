package io.polycritic.api.control;

/**
 * One line of the audit log.
 *
 * @param id numbers the entries, ascending
 * @param time when, ISO 8601 in UTC
 * @param actor who, as {@link Visitor#title}; empty if that was not known
 * @param address the network address from which the request came
 * @param action what was asked for, for example {@code POST /runs/{run}/swaps}
 * @param target on what, for example {@code /runs/slim-1/swaps}
 * @param status the HTTP status of the answer: 2xx for what was done, 4xx for what was refused, 5xx for what failed
 * @param detail why it was refused, or more about what was done; maybe empty
 */
public record AuditEntry(
        long id, String time, String actor, String address, String action, String target, int status, String detail) {}
