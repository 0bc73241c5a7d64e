package io.polycritic.accounts;

import java.util.List;

/** The runs that a token is limited to, as the database has them: one a line. */
final class TokenLimits {
    private static final int MOST = 50;
    private static final String RUN = "[a-z0-9][a-z0-9._-]{0,63}\\*?";

    private TokenLimits() {}

    static List<String> runs(String text) {
        return text == null ? List.of() : List.of(text.split("\n"));
    }

    /** The text of a list; null for no limit. */
    static String text(List<String> runs) {
        if (runs == null || runs.isEmpty()) {
            return null;
        }
        if (runs.size() > MOST) {
            throw Problems.user("runs", "may have " + MOST + " entries at the most, has " + runs.size());
        }
        for (String run : runs) {
            if (run == null || !run.matches(RUN)) {
                throw Problems.user(
                        "runs", "must be ids of runs, or their beginnings followed by *; one is '" + run + "'");
            }
        }
        return String.join("\n", runs);
    }
}
