package io.polycritic.api.experience;

import io.polycritic.api.tensor.Shape;

/**
 * One named, typed, shaped field of a batch or a space.
 *
 * @param name the name, dotted lower camel case: {@code block.position}
 * @param type what the entries are
 * @param shape the shape of one row; scalar for one entry a row
 * @param low the least value, itself allowed; may be negative infinity
 * @param high the greatest value, itself allowed; for categories the number of classes minus 1
 * @param unit the unit, empty if it has none
 * @param scale how numbers become inputs of networks
 */
public record FieldSpec(
        String name, FieldType type, Shape shape, double low, double high, String unit, InputScale scale) {
    /**
     * A field of numbers without limits.
     *
     * @param name the name
     * @param lengths the shape of one row
     * @return the field
     */
    public static FieldSpec numbers(String name, int... lengths) {
        return new FieldSpec(
                name,
                FieldType.NUMBER,
                Shape.of(lengths),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                "",
                InputScale.NONE);
    }

    /**
     * A field of one category.
     *
     * @param name the name
     * @param classes the number of classes
     * @return the field
     */
    public static FieldSpec category(String name, int classes) {
        return new FieldSpec(name, FieldType.CATEGORY, Shape.SCALAR, 0, classes - 1, "", InputScale.NONE);
    }

    /**
     * The same field with limits.
     *
     * @param least the least value
     * @param greatest the greatest value
     * @return the field
     */
    public FieldSpec within(double least, double greatest) {
        return new FieldSpec(name, type, shape, least, greatest, unit, scale);
    }

    /**
     * The same field with a unit and a scale for networks.
     *
     * @param unitName the unit
     * @param factor the factor for a network's input
     * @return the field
     */
    public FieldSpec in(String unitName, double factor) {
        return new FieldSpec(name, type, shape, low, high, unitName, new InputScale(factor, scale.logarithmic()));
    }

    /**
     * The same field, with inputs that are compressed: for numbers that now and then are far greater than usual.
     *
     * @return the field
     */
    public FieldSpec compressed() {
        return new FieldSpec(name, type, shape, low, high, unit, new InputScale(scale.factor(), true));
    }

    /**
     * Counts the entries of one row.
     *
     * @return the size of the shape
     */
    public int width() {
        return shape.size();
    }
}
