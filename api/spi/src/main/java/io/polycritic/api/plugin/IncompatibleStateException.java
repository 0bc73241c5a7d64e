package io.polycritic.api.plugin;

/** Thrown when saved state does not fit the part that shall continue from it. */
public final class IncompatibleStateException extends PolycriticException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param path the name in the state
     * @param message what was found and what is needed
     */
    public IncompatibleStateException(String path, String message) {
        super(ErrorCode.USER, path, message);
    }
}
