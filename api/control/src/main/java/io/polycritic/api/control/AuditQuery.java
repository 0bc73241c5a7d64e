package io.polycritic.api.control;

/**
 * Which entries of the audit log are wanted; what is null does not matter.
 *
 * @param actor a part of the actor, without regard to case
 * @param text a part of action, target or detail, without regard to case
 * @param refused whether the request was refused or failed
 * @param from the earliest time, ISO 8601 in UTC
 * @param to the time before which it was, ISO 8601 in UTC
 * @param before only entries of a smaller id: a page begins where the last one ended
 * @param limit how many entries at the most, the newest, from 1 to 1000
 */
public record AuditQuery(String actor, String text, Boolean refused, String from, String to, Long before, int limit) {}
