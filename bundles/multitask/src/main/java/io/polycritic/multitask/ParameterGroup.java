package io.polycritic.multitask;

import io.polycritic.api.tensor.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Some parts of a parameter vector: those of one task, or those that tasks share. */
public final class ParameterGroup {
    /** The name of the group of all that belongs to no task alone. */
    public static final String SHARED = "shared";

    private final String name;

    /** Where each stretch of neighbouring parts begins, and how long it is. */
    private final int[] offsets;

    private final int[] lengths;
    private final int size;

    private ParameterGroup(String name, List<int[]> stretches) {
        this.name = name;
        this.offsets = stretches.stream().mapToInt(stretch -> stretch[0]).toArray();
        this.lengths = stretches.stream().mapToInt(stretch -> stretch[1]).toArray();
        this.size = Arrays.stream(lengths).sum();
    }

    /**
     * The parts of a task.
     *
     * @param parameters the vector
     * @param task the task, which is the name of their group
     * @return the group, maybe of no parts
     */
    public static ParameterGroup of(Parameters parameters, String task) {
        return of(task, parameters, part -> part.group().equals(task));
    }

    /**
     * The parts that belong to no task alone.
     *
     * @param parameters the vector
     * @param tasks all tasks
     * @return the group
     */
    public static ParameterGroup shared(Parameters parameters, List<String> tasks) {
        return of(SHARED, parameters, part -> !tasks.contains(part.group()));
    }

    private static ParameterGroup of(String name, Parameters parameters, Predicate<Parameters.Segment> belongs) {
        List<int[]> stretches = new ArrayList<>();
        int end = -1;
        for (Parameters.Segment part : parameters.segments()) {
            if (belongs.test(part)) {
                int length = part.shape().size();
                if (part.offset() == end) {
                    stretches.get(stretches.size() - 1)[1] += length;
                } else {
                    stretches.add(new int[] {part.offset(), length});
                }
                end = part.offset() + length;
            }
        }
        return new ParameterGroup(name, stretches);
    }

    /** The task, or {@link #SHARED}. */
    public String name() {
        return name;
    }

    /** Counts the numbers of the group. */
    public int size() {
        return size;
    }

    /** Counts the stretches of neighbouring numbers. */
    public int stretches() {
        return offsets.length;
    }

    /** Where a stretch begins in the whole vector. */
    public int offset(int stretch) {
        return offsets[stretch];
    }

    /** How many numbers a stretch has. */
    public int length(int stretch) {
        return lengths[stretch];
    }

    /**
     * Copies the group out of a whole vector.
     *
     * @param flat [p]
     * @param packed [size], written to
     */
    public void gather(float[] flat, float[] packed) {
        int at = 0;
        for (int i = 0; i < offsets.length; i++) {
            System.arraycopy(flat, offsets[i], packed, at, lengths[i]);
            at += lengths[i];
        }
    }

    /**
     * Copies the group into a whole vector.
     *
     * @param packed [size]
     * @param flat [p]; the numbers of other groups stay
     */
    public void scatter(float[] packed, float[] flat) {
        int at = 0;
        for (int i = 0; i < offsets.length; i++) {
            System.arraycopy(packed, at, flat, offsets[i], lengths[i]);
            at += lengths[i];
        }
    }

    /**
     * Copies the group from one whole vector into another.
     *
     * @param from [p]
     * @param to [p]; the numbers of other groups stay
     */
    public void copy(float[] from, float[] to) {
        for (int i = 0; i < offsets.length; i++) {
            System.arraycopy(from, offsets[i], to, offsets[i], lengths[i]);
        }
    }
}
