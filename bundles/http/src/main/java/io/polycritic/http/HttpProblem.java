package io.polycritic.http;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.util.Map;

/** An error with its HTTP status; ends the handling of a request. */
final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Integer> STATUS = Map.of(
            "USER",
            400,
            "UNAUTHENTICATED",
            401,
            "FORBIDDEN",
            403,
            "NOT_FOUND",
            404,
            "CONFLICT",
            409,
            "UNPROCESSABLE",
            422,
            "RATE_LIMITED",
            429,
            "PLUGIN",
            500,
            "RESOURCE",
            503,
            "INTERNAL",
            500);

    private final int status;
    private final transient Problem problem;

    private HttpProblem(int status, Problem problem) {
        super(problem.message());
        this.status = status;
        this.problem = problem;
    }

    static HttpProblem of(int status, String code, String path, String message) {
        return new HttpProblem(status, new Problem(code, path, message));
    }

    static HttpProblem user(String path, String message) {
        return of(400, "USER", path, message);
    }

    /**
     * A service that comes and goes is away.
     *
     * @param what the service and its verb: {@code the engine is}
     */
    static HttpProblem absent(String what) {
        return of(503, "RESOURCE", "", what + " not there yet; try again in a moment");
    }

    static HttpProblem of(ProblemException thrown) {
        Problem problem = thrown.problem();
        return new HttpProblem(STATUS.getOrDefault(problem.code(), 500), problem);
    }

    int status() {
        return status;
    }

    Problem problem() {
        return problem;
    }
}
