package io.polycritic.compute.kernel;

/** One step of a program, bound to its memory. */
public interface Kernel {
    /** Computes. Allocates nothing. */
    void run();

    /**
     * Computes, and looks for numbers that are not finite.
     *
     * @return the first operation that gave one, in words, or null
     */
    String diagnose();
}
