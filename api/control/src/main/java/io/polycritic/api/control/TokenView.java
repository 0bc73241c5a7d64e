package io.polycritic.api.control;

import java.util.List;

/**
 * An API token, without its secret.
 *
 * @param id names it
 * @param owner the user whose it is, or {@value Visitor#LOCAL}
 * @param name what it is for
 * @param role what it may do, if its owner still may
 * @param created when, ISO 8601 in UTC
 * @param expires until when it works, ISO 8601 in UTC
 * @param lastUsed when it was used last, to the minute, ISO 8601 in UTC; null if never
 * @param runs the runs that it is limited to; empty for all
 * @param metricsOnly whether it only reads what runs measure
 */
public record TokenView(
        String id,
        String owner,
        String name,
        Role role,
        String created,
        String expires,
        String lastUsed,
        List<String> runs,
        boolean metricsOnly) {}
