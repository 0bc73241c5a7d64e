package io.polycritic.api.experience;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An ordered list of named fields that lie behind one another in a vector: observations, actions, signals. */
public final class Space {
    /** A space without fields. */
    public static final Space EMPTY = new Space(List.of());

    private final List<FieldSpec> fields;
    private final int width;

    private Space(List<FieldSpec> fields) {
        this.fields = List.copyOf(fields);
        this.width = fields.stream().mapToInt(FieldSpec::width).sum();
    }

    /**
     * Makes a space.
     *
     * @param fields its fields in order, of different names
     * @return the space
     */
    public static Space of(FieldSpec... fields) {
        List<String> names = new ArrayList<>();
        for (FieldSpec field : fields) {
            if (names.contains(field.name())) {
                throw new IllegalArgumentException("the space has two fields '" + field.name() + "'");
            }
            names.add(field.name());
        }
        return new Space(List.of(fields));
    }

    /**
     * The fields.
     *
     * @return all fields in order
     */
    public List<FieldSpec> fields() {
        return fields;
    }

    /**
     * Counts the numbers of one vector.
     *
     * @return the sum of the fields' widths
     */
    public int width() {
        return width;
    }

    /**
     * Finds a field.
     *
     * @param name its name
     * @return the field
     * @throws IllegalArgumentException if there is none, naming those that exist
     */
    public FieldSpec field(String name) {
        offset(name);
        return fields.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * Where a field begins in a vector.
     *
     * @param name its name
     * @return the index of its first number
     * @throws IllegalArgumentException if there is none, naming those that exist
     */
    public int offset(String name) {
        int at = 0;
        for (FieldSpec field : fields) {
            if (field.name().equals(name)) {
                return at;
            }
            at += field.width();
        }
        throw new IllegalArgumentException("no field '" + name + "'; the fields are "
                + fields.stream().map(FieldSpec::name).collect(Collectors.joining(", ")));
    }

    /**
     * Whether a field exists.
     *
     * @param name its name
     * @return true if it does
     */
    public boolean has(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether all of the space is one category, as discrete actions are.
     *
     * @return true for a single field of type {@link FieldType#CATEGORY}
     */
    public boolean isCategory() {
        return fields.size() == 1 && fields.get(0).type() == FieldType.CATEGORY;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Space space && fields.equals(space.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
