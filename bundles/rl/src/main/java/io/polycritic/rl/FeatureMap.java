package io.polycritic.rl;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.InputScale;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.Arrays;

/**
 * Turns observations into network inputs: numbers as their field's scale says, or brought to mean 0 and variance 1 by
 * running moments; categories one-hot; then the condition.
 */
public final class FeatureMap {
    /** Keeps the division finite for numbers that never change. */
    private static final double EPSILON = 1e-8;

    private final int[] classes;
    private final int condition;
    private final int width;
    private final float clip;
    private final ColumnMoments moments;

    /** What inputs are made of where scales are fixed; null for categories. */
    private final InputScale[] fixed;

    /** What inputs are made of by moments: (number - shift) * scale. */
    private final float[] shifts;

    private final float[] scales;

    /**
     * Reads a space; numbers become what their field's scale says.
     *
     * @param observation what is observed
     * @param condition the width of what the network is conditioned on besides
     */
    public FeatureMap(Space observation, int condition) {
        this(observation, condition, 0);
    }

    /**
     * Reads a space.
     *
     * @param observation what is observed, o numbers
     * @param condition the width of what the network is conditioned on besides
     * @param clip in standard deviations: normalised numbers are cut off there; 0 for fixed scales instead
     */
    public FeatureMap(Space observation, int condition, double clip) {
        this.fixed = new InputScale[observation.width()];
        this.shifts = new float[observation.width()];
        this.scales = new float[observation.width()];
        this.classes = new int[observation.width()];
        this.condition = condition;
        this.clip = (float) clip;
        this.moments = clip > 0 ? new ColumnMoments(observation.width()) : null;
        int at = 0;
        int sum = 0;
        for (FieldSpec field : observation.fields()) {
            if (field.type() == FieldType.TEXT) {
                throw new InvalidConfigException(
                        "environment", "field '" + field.name() + "' is text, a network needs numbers");
            }
            boolean category = field.type() == FieldType.CATEGORY;
            int count = category ? (int) field.high() + 1 : 0;
            Arrays.fill(fixed, at, at + field.width(), category ? null : field.scale());
            Arrays.fill(classes, at, at + field.width(), count);
            at += field.width();
            sum += field.width() * Math.max(1, count);
        }
        this.width = sum + condition;
    }

    /** Counts the inputs, f. */
    public int width() {
        return width;
    }

    /** Writes one row: observation [o] from {@code o}, condition [d] from {@code d}, features [f] to {@code f}. */
    public void write(float[] observations, int o, float[] conditions, int d, float[] features, int f) {
        int to = f;
        for (int i = 0; i < fixed.length; i++) {
            if (classes[i] == 0) {
                features[to++] = number(i, observations[o + i]);
            } else {
                Arrays.fill(features, to, to + classes[i], 0);
                features[to + Math.round(observations[o + i])] = 1;
                to += classes[i];
            }
        }
        if (condition > 0) {
            System.arraycopy(conditions, d, features, to, condition);
        }
    }

    private float number(int i, float value) {
        if (moments == null) {
            return fixed[i].apply(value);
        }
        float input = moments.count() == 0 ? fixed[i].apply(value) : (value - shifts[i]) * scales[i];
        return Math.max(-clip, Math.min(clip, input));
    }

    /**
     * Takes observations [rows, o] into the running moments, which change what {@link #write} does from now on; does
     * nothing where scales are fixed. Before the first call the scales of the fields count.
     */
    public void learn(float[] observations, int rows) {
        if (moments != null) {
            moments.add(observations, rows);
            refresh();
        }
    }

    private void refresh() {
        for (int i = 0; i < scales.length; i++) {
            shifts[i] = (float) moments.mean(i);
            scales[i] = (float) (1 / Math.sqrt(moments.variance(i) + EPSILON));
        }
    }

    /** Writes the running moments under a name, where there are any. */
    public void save(StateWriter out, String name) {
        if (moments != null) {
            moments.save(out, name);
        }
    }

    /** Reads the running moments. */
    public void load(StateReader in, String name) {
        if (moments != null) {
            moments.load(in, name);
            refresh();
        }
    }
}
