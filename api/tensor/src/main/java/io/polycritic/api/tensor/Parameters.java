package io.polycritic.api.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A flat vector of learnable numbers with named parts, in the order in which they were added. Optimizers see the flat
 * vector, graphs see the parts, snapshots store both. A part's name may carry its group before a slash
 * ({@code trunk/layer0.weight}), so that an optimizer can keep state per group.
 */
public final class Parameters {
    private final String name;
    private final Map<String, Segment> segments;
    private final float[] values;

    private Parameters(String name, Map<String, Segment> segments, float[] values) {
        this.name = name;
        this.segments = segments;
        this.values = values;
    }

    /**
     * One named part of the vector.
     *
     * @param name its name
     * @param offset the index of its first number
     * @param shape its shape
     */
    public record Segment(String name, int offset, Shape shape) {
        /**
         * The part's group.
         *
         * @return what stands before the first slash of its name, or an empty text
         */
        public String group() {
            int slash = name.indexOf('/');
            return slash < 0 ? "" : name.substring(0, slash);
        }
    }

    /** Fills the numbers of a new part. */
    @FunctionalInterface
    public interface Initializer {
        /**
         * Writes the first values of a part.
         *
         * @param values the array to write to
         * @param offset the index of the part's first number
         * @param shape the part's shape
         */
        void fill(float[] values, int offset, Shape shape);
    }

    /**
     * Begins a vector.
     *
     * @param name the vector's name, unique in its part; an optimizer keeps its moments under it
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * The vector's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Counts the numbers.
     *
     * @return the length of the vector
     */
    public int size() {
        return values.length;
    }

    /**
     * The numbers themselves, not a copy: whoever writes here changes the parameters.
     *
     * @return the live array
     */
    public float[] values() {
        return values;
    }

    /**
     * Finds a part.
     *
     * @param part its name
     * @return the part
     * @throws IllegalArgumentException if there is none of that name
     */
    public Segment segment(String part) {
        Segment segment = segments.get(part);
        if (segment == null) {
            throw new IllegalArgumentException(
                    "parameters " + name + " have no part '" + part + "'; there are " + segments.keySet());
        }
        return segment;
    }

    /**
     * Lists the parts.
     *
     * @return all parts in order
     */
    public List<Segment> segments() {
        return List.copyOf(segments.values());
    }

    @Override
    public String toString() {
        return name + "[" + values.length + "]";
    }

    /** Collects the parts of a vector. */
    public static final class Builder {
        private final String name;
        private final Map<String, Segment> segments = new LinkedHashMap<>();
        private final List<Initializer> initializers = new ArrayList<>();
        private int size;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds a part.
         *
         * @param part its name, unique in the vector
         * @param initializer fills its first values
         * @param lengths the axes of its shape
         * @return this builder
         */
        public Builder add(String part, Initializer initializer, int... lengths) {
            Segment segment = new Segment(part, size, Shape.of(lengths));
            if (segments.put(part, segment) != null) {
                throw new IllegalArgumentException("parameters " + name + " already have a part '" + part + "'");
            }
            initializers.add(initializer);
            size += segment.shape().size();
            return this;
        }

        /**
         * Makes the vector and fills it.
         *
         * @return the vector
         */
        public Parameters build() {
            float[] values = new float[size];
            int next = 0;
            for (Segment segment : segments.values()) {
                initializers.get(next++).fill(values, segment.offset(), segment.shape());
            }
            return new Parameters(name, new LinkedHashMap<>(segments), values);
        }
    }
}
