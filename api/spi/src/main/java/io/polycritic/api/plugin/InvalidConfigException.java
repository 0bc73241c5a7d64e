package io.polycritic.api.plugin;

/** Thrown by a factory when settings contradict each other or the run that they are for. */
public final class InvalidConfigException extends PolycriticException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param key the setting's key; the engine puts the slot's path before it
     * @param message what was found and what is allowed
     */
    public InvalidConfigException(String key, String message) {
        super(ErrorCode.USER, key, message);
    }
}
