package io.polycritic.api.control;

/**
 * A user.
 *
 * @param name lower-case, for ever
 * @param role what the user may do
 * @param enabled whether the user may log in, and whether the user's tokens work
 * @param created when, ISO 8601 in UTC
 * @param lastLogin when the user logged in last, ISO 8601 in UTC; null if never
 */
public record UserView(String name, Role role, boolean enabled, String created, String lastLogin) {}
