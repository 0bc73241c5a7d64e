package io.polycritic.api.control;

/** Thrown by {@link RunControl} when a request cannot be carried out. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The error. */
    private final transient Problem problem;

    /**
     * Makes the exception.
     *
     * @param problem the error
     */
    public ProblemException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /**
     * The error.
     *
     * @return code, path and message
     */
    public Problem problem() {
        return problem;
    }
}
