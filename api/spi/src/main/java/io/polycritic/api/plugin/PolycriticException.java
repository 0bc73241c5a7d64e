package io.polycritic.api.plugin;

/** An error that people see: says what was found, what is allowed, and where. */
public class PolycriticException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    private final ErrorCode code;

    /** Where in the run spec or the run. */
    private final String path;

    /**
     * Makes the exception.
     *
     * @param code whose fault it is
     * @param path where: a path in the run spec, a slot, a file; empty if nowhere in particular
     * @param message one line: what was found, what is allowed
     */
    public PolycriticException(ErrorCode code, String path, String message) {
        this(code, path, message, null);
    }

    /**
     * Makes the exception with a cause.
     *
     * @param code whose fault it is
     * @param path where
     * @param message one line: what was found, what is allowed
     * @param cause what led to it, or null
     */
    public PolycriticException(ErrorCode code, String path, String message, Throwable cause) {
        super(path.isEmpty() ? message : path + ": " + message, cause);
        this.code = code;
        this.path = path;
    }

    /**
     * Whose fault it is.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }

    /**
     * Where it is.
     *
     * @return the path, maybe empty
     */
    public String path() {
        return path;
    }
}
