package io.polycritic.api.control;

/**
 * Who sends a request, once that is certain.
 *
 * @param name the user's name; {@value #LOCAL} for whoever can read the file {@code token} of the data folder
 * @param role what may be done now: the smaller one of the user's role and the token's
 * @param token the name of the API token that was used, here or to begin the session; empty without one
 * @param tokenId that token's id, or empty
 * @param session whether it is a browser's session, which a cookie proves; else a bearer token does
 */
public record Visitor(String name, Role role, String token, String tokenId, boolean session) {
    /** The name of whoever has the file token; no user can have it. */
    public static final String LOCAL = "local";

    /**
     * The visitor as the audit log names it.
     *
     * @return for example {@code alice} or {@code alice with token grafana}
     */
    public String title() {
        return token.isEmpty() ? name : name + " with token " + token;
    }
}
