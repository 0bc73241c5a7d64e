package io.polycritic.api.tensor;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A compiled computation. Its buffers are allocated once; a run allocates nothing. Used by one thread at a time. */
@ProviderType
public interface Program extends AutoCloseable {
    /**
     * Copies an input's numbers in. They stay until they are set again.
     *
     * @param input the input's name
     * @param source the array to copy from
     * @param offset the index of the first number
     * @throws IllegalArgumentException if there is no such input, or the source is too short for it
     */
    void set(String input, float[] source, int offset);

    /** Computes all outputs from the inputs and the parameters' present values. */
    void run();

    /**
     * Copies an output's numbers out.
     *
     * @param output the name of an output or a gradient
     * @param target the array to copy to
     * @param offset the index of the first number
     * @throws IllegalArgumentException if there is no such output, or the target is too short for it
     */
    void get(String output, float[] target, int offset);

    /**
     * Copies an output's numbers into an input, so that a state or a cache goes on to the next run without leaving the
     * program. The input's other numbers stay.
     *
     * @param output the name of an output or a gradient
     * @param input the name of an input
     * @param at the index of the first number in the input
     * @throws IllegalArgumentException if there is no such output or input, or the numbers do not fit in there
     */
    void carry(String output, String input, int at);

    /**
     * Reads an output of one number.
     *
     * @param output the output's name
     * @return its value
     */
    float scalar(String output);

    /**
     * Looks for the cause of numbers that are not finite: computes everything once more, slowly, and checks after each
     * operation.
     *
     * @return the first input, parameter or operation that has an infinite number or NaN, with its shape, in words;
     *     empty if all numbers are finite
     */
    Optional<String> firstNonFinite();

    /** Frees the buffers. Using the program afterwards is an {@link IllegalStateException}. */
    @Override
    void close();
}
