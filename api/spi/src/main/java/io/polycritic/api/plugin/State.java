package io.polycritic.api.plugin;

import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Shape;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The saved state of one part: names with arrays of numbers or text, in the order in which they were written. What a
 * snapshot stores, a swap carries over and a test compares.
 */
public final class State {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> parameters = new LinkedHashSet<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    /** Makes an empty state. */
    public State() {}

    /** What happened to each name when a part loaded state that another one had saved. */
    public static final class Report {
        private final Set<String> carried = new LinkedHashSet<>();
        private final Set<String> reshaped = new LinkedHashSet<>();
        private final Set<String> initialised = new LinkedHashSet<>();

        /** Makes an empty report. */
        public Report() {}

        /**
         * Names that were asked for, there, and of the right size.
         *
         * @return the names
         */
        public List<String> carried() {
            return List.copyOf(carried);
        }

        /**
         * Parts of parameter vectors that were there with as many axes, but other lengths: what both have was carried,
         * the rest kept its first values.
         *
         * @return the names
         */
        public List<String> reshaped() {
            return List.copyOf(reshaped);
        }

        /**
         * Names that were asked for but missing or of another size.
         *
         * @return the names
         */
        public List<String> initialised() {
            return List.copyOf(initialised);
        }
    }

    /**
     * Saves a part.
     *
     * @param part the part
     * @return its state
     */
    public static State of(Part part) {
        State state = new State();
        part.save(state.writer());
        return state;
    }

    /**
     * Writes into this state.
     *
     * @return a writer
     */
    public StateWriter writer() {
        return new Writer("");
    }

    /**
     * Reads this state where every name that is asked for must be there.
     *
     * @return a reader that throws {@link IncompatibleStateException} where one is not
     */
    public StateReader reader() {
        return new Reader("", null);
    }

    /**
     * Reads this state as far as it fits.
     *
     * @param report takes what was carried and what was not
     * @return a reader that never throws for a name that is not there
     */
    public StateReader reader(Report report) {
        return new Reader("", report);
    }

    /**
     * The names and values.
     *
     * @return float[], double[], long[] or String by name, in order; not to be changed
     */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /**
     * The names that belong to parameter vectors.
     *
     * @return the names, in order
     */
    public Set<String> parameters() {
        return Collections.unmodifiableSet(parameters);
    }

    /**
     * The shapes of those parts of parameter vectors whose shape is known.
     *
     * @return shape by name, in order
     */
    public Map<String, Shape> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /**
     * Puts a part of a parameter vector in.
     *
     * @param name the name
     * @param value its numbers
     * @param shape its shape
     * @throws IllegalArgumentException if there are not as many numbers as the shape has, or the name is taken
     */
    public void put(String name, float[] value, Shape shape) {
        if (value.length != shape.size()) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + value.length + " numbers, its shape " + shape + " has " + shape.size());
        }
        put(name, value, true);
        shapes.put(name, shape);
    }

    /**
     * Puts a value in as it was taken from {@link #values}.
     *
     * @param name the name
     * @param value float[], double[], long[] or String
     * @param parameter whether it belongs to a parameter vector
     */
    public void put(String name, Object value, boolean parameter) {
        if (!(value instanceof float[]
                || value instanceof double[]
                || value instanceof long[]
                || value instanceof String)) {
            throw new IllegalArgumentException(
                    "state cannot hold a " + value.getClass().getName());
        }
        if (values.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("the state already has '" + name + "'");
        }
        if (parameter) {
            parameters.add(name);
        }
    }

    /** Writes under a prefix. */
    private final class Writer implements StateWriter {
        private final String prefix;

        Writer(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public void put(Parameters vector) {
            for (Parameters.Segment part : vector.segments()) {
                int end = part.offset() + part.shape().size();
                float[] copy = Arrays.copyOfRange(vector.values(), part.offset(), end);
                State.this.put(prefix + vector.name() + "/" + part.name(), copy, part.shape());
            }
        }

        @Override
        public void put(String name, float[] numbers) {
            State.this.put(prefix + name, numbers.clone(), false);
        }

        @Override
        public void put(String name, double[] numbers) {
            State.this.put(prefix + name, numbers.clone(), false);
        }

        @Override
        public void put(String name, long... numbers) {
            State.this.put(prefix + name, numbers.clone(), false);
        }

        @Override
        public void put(String name, String text) {
            State.this.put(prefix + name, text, false);
        }

        @Override
        public StateWriter under(String inner) {
            return new Writer(prefix + inner + "/");
        }
    }

    /** Reads under a prefix; strict without a report. */
    private final class Reader implements StateReader {
        private final String prefix;
        private final Report report;

        Reader(String prefix, Report report) {
            this.prefix = prefix;
            this.report = report;
        }

        @Override
        public boolean read(Parameters into) {
            boolean all = true;
            for (Parameters.Segment part : into.segments()) {
                all &= read(into, part);
            }
            return all;
        }

        @Override
        public boolean read(Parameters into, String group) {
            boolean all = true;
            for (Parameters.Segment part : into.segments()) {
                all &= !part.name().startsWith(group + "/") || read(into, part);
            }
            return all;
        }

        /** Reads one part; one of other lengths as far as both have it, if that is allowed. */
        private boolean read(Parameters into, Parameters.Segment part) {
            String name = into.name() + "/" + part.name();
            Shape shape = shapes.getOrDefault(prefix + name, part.shape());
            boolean overlaps =
                    !shape.equals(part.shape()) && shape.rank() == part.shape().rank();
            if (report != null && overlaps) {
                float[] saved = (float[]) values.get(prefix + name);
                Overlap.copy(saved, shape, into.values(), part.offset(), part.shape());
                report.reshaped.add(prefix + name);
                return false;
            }
            if (!shape.equals(part.shape())) {
                refuse(prefix + name, "found shape " + shape + ", needs shape " + part.shape());
                return false;
            }
            float[] saved = find(name, float[].class, shape.size());
            if (saved != null) {
                System.arraycopy(saved, 0, into.values(), part.offset(), saved.length);
            }
            return saved != null;
        }

        @Override
        public boolean read(String name, float[] into) {
            return copy(find(name, float[].class, into.length), into, into.length);
        }

        @Override
        public boolean read(String name, double[] into) {
            return copy(find(name, double[].class, into.length), into, into.length);
        }

        @Override
        public boolean read(String name, long[] into) {
            return copy(find(name, long[].class, into.length), into, into.length);
        }

        @Override
        public Optional<float[]> floats(String name) {
            return Optional.ofNullable(find(name, float[].class, -1)).map(float[]::clone);
        }

        @Override
        public Optional<double[]> doubles(String name) {
            return Optional.ofNullable(find(name, double[].class, -1)).map(double[]::clone);
        }

        @Override
        public Optional<long[]> longs(String name) {
            return Optional.ofNullable(find(name, long[].class, -1)).map(long[]::clone);
        }

        @Override
        public Optional<String> text(String name) {
            return Optional.ofNullable(find(name, String.class, -1));
        }

        @Override
        public Set<String> names() {
            Set<String> names = new TreeSet<>();
            for (String name : values.keySet()) {
                if (name.startsWith(prefix)) {
                    names.add(name.substring(prefix.length()));
                }
            }
            return names;
        }

        @Override
        public StateReader under(String inner) {
            return new Reader(prefix + inner + "/", report);
        }

        private boolean copy(Object from, Object into, int length) {
            if (from != null) {
                System.arraycopy(from, 0, into, 0, length);
            }
            return from != null;
        }

        /** Finds a value of a type and length (-1 for any); what does not fit is reported, or thrown when strict. */
        private <T> T find(String name, Class<T> type, int length) {
            String full = prefix + name;
            Object value = values.get(full);
            boolean fits = type.isInstance(value) && (length < 0 || Array.getLength(value) == length);
            if (fits && report != null) {
                report.carried.add(full);
            } else if (!fits && (report != null || length >= 0)) {
                String found = value == null
                        ? "nothing"
                        : value.getClass().getSimpleName()
                                + (value instanceof String ? "" : " of length " + Array.getLength(value));
                refuse(full, "found " + found + ", needs " + type.getSimpleName() + " of length " + length);
            }
            return fits ? type.cast(value) : null;
        }

        /** Reports a name as one that was not carried, or throws when strict. */
        private void refuse(String full, String why) {
            if (report == null) {
                throw new IncompatibleStateException(full, why);
            }
            report.initialised.add(full);
        }
    }
}
