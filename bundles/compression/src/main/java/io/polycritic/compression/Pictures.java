package io.polycritic.compression;

import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.Shape;
import java.util.Arrays;

/**
 * Labelled pictures for measuring.
 *
 * @param pixels [n, side * side]
 * @param labels [n]
 */
public record Pictures(float[] pixels, int[] labels) {
    /** Counts the pictures. */
    public int count() {
        return labels.length;
    }

    /**
     * Reads the first pictures of a split.
     *
     * @param stream a stream of pictures with labels
     * @param split the split
     * @param most how many at most
     * @return as many as there are
     */
    public static Pictures read(SplitStream stream, SplitStream.Split split, int most) {
        int count = Math.min(most, stream.items(split));
        int[] items = new int[count];
        Arrays.setAll(items, i -> i);
        Batch batch = new Batch(Shape.of(count));
        stream.read(split, items, batch);
        Space fields = stream.spec().observation();
        float[] classes = batch.numbers(label(fields).name());
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> (int) classes[i]);
        return new Pictures(batch.numbers(picture(fields).name()).clone(), labels);
    }

    /**
     * The field of square pictures of one channel.
     *
     * @param fields what a stream yields
     * @return the first field of numbers with three axes
     * @throws IllegalArgumentException if there is none, or its pictures are others
     */
    public static FieldSpec picture(Space fields) {
        FieldSpec found = fields.fields().stream()
                .filter(field ->
                        field.type() == FieldType.NUMBER && field.shape().rank() == 3)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the environment yields no pictures: " + fields));
        Shape shape = found.shape();
        if (shape.length(0) != 1 || shape.length(1) != shape.length(2)) {
            throw new IllegalArgumentException("pictures must be square, of one channel, found " + shape);
        }
        return found;
    }

    /**
     * The field of labels.
     *
     * @param fields what a stream yields
     * @return the first field of a category
     * @throws IllegalArgumentException if there is none
     */
    public static FieldSpec label(Space fields) {
        return fields.fields().stream()
                .filter(field -> field.type() == FieldType.CATEGORY && field.width() == 1)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the environment yields no labels: " + fields));
    }
}
