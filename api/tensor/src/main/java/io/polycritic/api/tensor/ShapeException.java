package io.polycritic.api.tensor;

/** Thrown while a graph is built, when shapes do not fit; names the operation and the shapes. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param operation the operation's name
     * @param found the shapes that were given
     * @param allowed what is allowed
     */
    public ShapeException(String operation, String found, String allowed) {
        super(operation + ": found " + found + ", needs " + allowed);
    }
}
