package io.polycritic.api.plugin;

import io.polycritic.api.tensor.Parameters;
import org.osgi.annotation.versioning.ProviderType;

/** Takes the state of a part. Everything is copied at once, so the part may go on. Names are unique in the part. */
@ProviderType
public interface StateWriter {
    /**
     * Writes a parameter vector, each named part of it under {@code <vector>/<part>}. Only these count in the parameter
     * hash of a run.
     *
     * @param parameters the vector
     */
    void put(Parameters parameters);

    /**
     * Writes floats.
     *
     * @param name the name
     * @param values the numbers
     */
    void put(String name, float[] values);

    /**
     * Writes doubles.
     *
     * @param name the name
     * @param values the numbers
     */
    void put(String name, double[] values);

    /**
     * Writes whole numbers.
     *
     * @param name the name
     * @param values the numbers
     */
    void put(String name, long... values);

    /**
     * Writes text.
     *
     * @param name the name
     * @param text the text
     */
    void put(String name, String text);

    /**
     * A writer whose names all begin with a prefix.
     *
     * @param prefix the prefix, without slash
     * @return the writer for {@code <prefix>/...}
     */
    StateWriter under(String prefix);
}
