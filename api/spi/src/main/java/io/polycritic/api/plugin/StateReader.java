package io.polycritic.api.plugin;

import io.polycritic.api.tensor.Parameters;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gives a part the state that it, or its predecessor in the slot, has saved. When a run resumes, a missing name or
 * another size is an {@link IncompatibleStateException}; when a part takes over warm from another one, such a name is
 * reported as initialised and the call returns false. A part therefore has one way to load.
 */
@ProviderType
public interface StateReader {
    /**
     * Reads a parameter vector part by part. When a part takes over warm, a part of the vector that is there with as
     * many axes but other lengths is carried as far as both have it, and reported as reshaped.
     *
     * @param into the vector; parts that are not there keep their values
     * @return whether all parts were there in their shape
     */
    boolean read(Parameters into);

    /**
     * Reads the parts of a parameter vector that belong to one group of it.
     *
     * @param into the vector; parts that are not there keep their values
     * @param group what stands before the first slash of their names
     * @return whether all parts of the group were there in their shape
     */
    boolean read(Parameters into, String group);

    /**
     * Reads floats of known number.
     *
     * @param name the name
     * @param into filled if the name is there with this length
     * @return whether it was
     */
    boolean read(String name, float[] into);

    /**
     * Reads doubles of known number.
     *
     * @param name the name
     * @param into filled if the name is there with this length
     * @return whether it was
     */
    boolean read(String name, double[] into);

    /**
     * Reads whole numbers of known number.
     *
     * @param name the name
     * @param into filled if the name is there with this length
     * @return whether it was
     */
    boolean read(String name, long[] into);

    /**
     * Reads floats of any number.
     *
     * @param name the name
     * @return a copy, or nothing
     */
    Optional<float[]> floats(String name);

    /**
     * Reads doubles of any number.
     *
     * @param name the name
     * @return a copy, or nothing
     */
    Optional<double[]> doubles(String name);

    /**
     * Reads whole numbers of any number.
     *
     * @param name the name
     * @return a copy, or nothing
     */
    Optional<long[]> longs(String name);

    /**
     * Reads text.
     *
     * @param name the name
     * @return the text, or nothing
     */
    Optional<String> text(String name);

    /**
     * Lists the names.
     *
     * @return all names under this reader, its prefix removed
     */
    Set<String> names();

    /**
     * A reader of the names that begin with a prefix.
     *
     * @param prefix the prefix, without slash
     * @return the reader
     */
    StateReader under(String prefix);
}
