package io.polycritic.api.control;

import java.util.List;

/**
 * Who sends a request, once that is certain.
 *
 * @param name the user's name; {@value #LOCAL} for whoever can read the file {@code token} of the data folder
 * @param role what may be done now: the smaller one of the user's role and the token's
 * @param token the name of the API token that was used, here or to begin the session; empty without one
 * @param tokenId that token's id, or empty
 * @param session whether it is a browser's session, which a cookie proves; else a bearer token does
 * @param runs the runs that the token is limited to, as {@link TokenRequest#runs} has them; empty for all
 * @param metricsOnly whether the token only reads what runs measure
 */
public record Visitor(
        String name, Role role, String token, String tokenId, boolean session, List<String> runs, boolean metricsOnly) {
    /** The name of whoever has the file token; no user can have it. */
    public static final String LOCAL = "local";

    /**
     * Takes a copy.
     *
     * @param name the name
     * @param role the role
     * @param token the token's name, or empty
     * @param tokenId the token's id, or empty
     * @param session whether it is a session
     * @param runs the runs, or null for all
     * @param metricsOnly whether it reads metrics alone
     */
    public Visitor {
        runs = runs == null ? List.of() : List.copyOf(runs);
    }

    /**
     * Somebody whom no token limits.
     *
     * @param name the name
     * @param role the role
     * @param token the token's name, or empty
     * @param tokenId the token's id, or empty
     * @param session whether it is a session
     */
    public Visitor(String name, Role role, String token, String tokenId, boolean session) {
        this(name, role, token, tokenId, session, List.of(), false);
    }

    /**
     * Whether a token limits what the role may do.
     *
     * @return whether it is limited to runs, or to metrics
     */
    public boolean hasLimits() {
        return metricsOnly || !runs.isEmpty();
    }

    /**
     * Whether a run is among those that the token is limited to.
     *
     * @param run the run's id
     * @return true also where there is no such limit
     */
    public boolean reaches(String run) {
        return runs.isEmpty()
                || runs.stream()
                        .anyMatch(each -> each.endsWith("*")
                                ? run.startsWith(each.substring(0, each.length() - 1))
                                : run.equals(each));
    }

    /**
     * The visitor as the audit log names it.
     *
     * @return for example {@code alice} or {@code alice with token grafana}
     */
    public String title() {
        return token.isEmpty() ? name : name + " with token " + token;
    }
}
