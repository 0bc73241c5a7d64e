package io.polycritic.api.experience;

import io.polycritic.api.tensor.Shape;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Experience: named fields that share their leading axes. A field's entries lie row by row, row {@code t * L + l} for
 * leading axes {@code [T, L]}. Buffers stay when a batch is filled again, so that a run allocates none after its first
 * update. Belongs to the learner; others write only the fields that they offer.
 */
public final class Batch {
    private final Shape leading;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** What a view shows besides its own fields; null in a batch that is no view. */
    private final Batch shared;

    /** The names of fields that a view never shares. */
    private final Set<String> own;

    /** A field and its entries. */
    private record Field(FieldSpec spec, float[] numbers, String[] texts) {}

    /**
     * Makes an empty batch.
     *
     * @param leading the leading axes, for example [T, L]
     */
    public Batch(Shape leading) {
        this(leading, null, Set.of());
    }

    private Batch(Shape leading, Batch shared, Set<String> own) {
        this.leading = leading;
        this.shared = shared;
        this.own = own;
    }

    /**
     * A view of this batch for a part that works beside another one: fields of some names are the view's own, absent
     * until they are put there; all others are this batch's, also those that come later. A field that neither has
     * becomes the view's own when it is put there.
     *
     * @param names the names of fields that are not shared
     * @return the view
     */
    public Batch view(Collection<String> names) {
        return new Batch(leading, this, Set.copyOf(names));
    }

    /**
     * The leading axes.
     *
     * @return the shape that comes before each field's own
     */
    public Shape leading() {
        return leading;
    }

    /**
     * Counts the rows.
     *
     * @return the product of the leading axes
     */
    public int rows() {
        return leading.size();
    }

    /**
     * Adds a field, or finds it where it is there already with the same width and type.
     *
     * @param spec its name, type and shape
     * @return its numbers, rows times width, to be written to; empty for text
     */
    public float[] put(FieldSpec spec) {
        if (shares(spec.name()) && shared.has(spec.name())) {
            return shared.put(spec);
        }
        Field field = fields.get(spec.name());
        if (field == null || field.spec.width() != spec.width() || field.spec.type() != spec.type()) {
            int size = Math.multiplyExact(rows(), spec.width());
            boolean text = spec.type() == FieldType.TEXT;
            field = new Field(spec, new float[text ? 0 : size], new String[text ? size : 0]);
            fields.put(spec.name(), field);
        }
        return field.numbers;
    }

    /**
     * The numbers of a field: values, or whole numbers for a category.
     *
     * @param name the field's name
     * @return its numbers, rows times width, live
     * @throws IllegalArgumentException if there is no such field, naming those that exist
     */
    public float[] numbers(String name) {
        return find(name).numbers;
    }

    /**
     * The texts of a field.
     *
     * @param name the field's name
     * @return its texts, rows times width, live
     * @throws IllegalArgumentException if there is no such field, naming those that exist
     */
    public String[] texts(String name) {
        return find(name).texts;
    }

    /**
     * The description of a field.
     *
     * @param name the field's name
     * @return the description
     * @throws IllegalArgumentException if there is no such field, naming those that exist
     */
    public FieldSpec spec(String name) {
        return find(name).spec;
    }

    /**
     * Whether a field is there.
     *
     * @param name the field's name
     * @return true if it is
     */
    public boolean has(String name) {
        return fields.containsKey(name) || shares(name) && shared.has(name);
    }

    /**
     * Lists the fields.
     *
     * @return their names in the order in which they came
     */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        if (shared != null) {
            names.addAll(shared.names());
            names.removeAll(own);
        }
        names.addAll(fields.keySet());
        return Collections.unmodifiableSet(names);
    }

    /**
     * Removes a field, if it is there. A view removes its own alone.
     *
     * @param name the field's name
     */
    public void remove(String name) {
        fields.remove(name);
    }

    private Field find(String name) {
        Field field = lookUp(name);
        if (field == null) {
            throw new IllegalArgumentException("the batch has no field '" + name + "'; it has " + names());
        }
        return field;
    }

    private Field lookUp(String name) {
        Field field = shares(name) ? shared.lookUp(name) : null;
        return field == null ? fields.get(name) : field;
    }

    private boolean shares(String name) {
        return shared != null && !own.contains(name);
    }
}
