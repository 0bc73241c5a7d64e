package io.polycritic.accounts;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;

/** The refusals of this bundle. */
final class Problems {
    private Problems() {}

    static ProblemException user(String path, String message) {
        return new ProblemException(new Problem("USER", path, message));
    }

    static ProblemException conflict(String path, String message) {
        return new ProblemException(new Problem("CONFLICT", path, message));
    }

    static ProblemException forbidden(String message) {
        return new ProblemException(new Problem("FORBIDDEN", "", message));
    }

    static ProblemException missing(String path, String message) {
        return new ProblemException(new Problem("NOT_FOUND", path, message));
    }

    /** The same for an unknown name, a wrong password and a disabled user. */
    static ProblemException unknown(String message) {
        return new ProblemException(new Problem("UNAUTHENTICATED", "", message));
    }

    static ProblemException tooMany() {
        return new ProblemException(
                new Problem("RATE_LIMITED", "", "too many attempts; wait for half a minute before the next one"));
    }
}
