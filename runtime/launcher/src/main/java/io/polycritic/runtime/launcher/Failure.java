package io.polycritic.runtime.launcher;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;

/** A command that cannot be carried out: one line for the person, an exit code for the script. */
final class Failure extends RuntimeException {
    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private Failure(Problem problem, Throwable cause) {
        super(problem.message(), cause);
        this.problem = problem;
    }

    /** Wrong use: the person can put it right at {@code path}. */
    static Failure usage(String path, String message) {
        return new Failure(new Problem("USER", path, message), null);
    }

    /** The request was right, but what it asks for cannot be had now. */
    static Failure resource(String path, String message, Throwable cause) {
        return new Failure(new Problem("RESOURCE", path, message), cause);
    }

    /** The request was right, but does not fit the state that things are in. */
    static Failure conflict(String path, String message) {
        return new Failure(new Problem("CONFLICT", path, message), null);
    }

    static Failure of(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        if (cause instanceof ProblemException exception) {
            return new Failure(exception.problem(), exception);
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Failure(new Problem("INTERNAL", "", message), cause);
    }

    Problem problem() {
        return problem;
    }

    int exitCode() {
        return switch (problem.code()) {
            case "USER", "NOT_FOUND" -> WRONG_USE;
            // What the platform refuses; that another process has the folder is no wrong use.
            case "CONFLICT" -> getCause() instanceof ProblemException ? WRONG_USE : FAILED;
            default -> FAILED;
        };
    }

    /** The line that the person reads: where, and what. Some messages say where by themselves. */
    String line() {
        String message = problem.message().replaceAll("\\s*\\R\\s*", " ");
        String path = problem.path() == null ? "" : problem.path();
        return path.isEmpty() || message.startsWith(path + ":") ? message : path + ": " + message;
    }
}
