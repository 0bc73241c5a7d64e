package io.polycritic.rl;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.InputScale;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Shaping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        float input = isNormalised() ? (value - shifts[i]) * scales[i] : fixed[i].apply(value);
        return Math.max(-clip, Math.min(clip, input));
    }

    /**
     * The same as {@link #write} for a graph, with the moments as they are now.
     *
     * @param observation [B, o]
     * @param given the condition [B, d]; null where there is none
     * @return [B, f]
     */
    public Node apply(Node observation, Node given) {
        List<Node> parts = new ArrayList<>();
        for (int i = 0; i < scales.length; ) {
            int to = i + 1;
            while (to < scales.length && isAlike(i, to)) {
                to++;
            }
            Node columns = Shaping.slice(observation, 1, i, to);
            parts.add(classes[i] == 0 ? numbers(columns, i, to) : oneHot(columns, classes[i]));
            i = to;
        }
        if (condition > 0) {
            parts.add(given);
        }
        return parts.size() == 1 ? parts.get(0) : Shaping.concat(1, parts.toArray(Node[]::new));
    }

    /** Whether two columns are numbers that become inputs by the same function. */
    private boolean isAlike(int i, int j) {
        boolean numbers = classes[i] == 0 && classes[j] == 0;
        return numbers && (isNormalised() || fixed[i].logarithmic() == fixed[j].logarithmic());
    }

    private boolean isNormalised() {
        return moments != null && moments.count() > 0;
    }

    private Node numbers(Node columns, int from, int to) {
        Node input;
        if (isNormalised()) {
            Node shift = Graphs.constant(Arrays.copyOfRange(shifts, from, to), to - from);
            Node scale = Graphs.constant(Arrays.copyOfRange(scales, from, to), to - from);
            input = Elementwise.multiply(Elementwise.subtract(columns, shift), scale);
        } else {
            float[] factors = new float[to - from];
            for (int i = from; i < to; i++) {
                factors[i - from] = (float) fixed[i].factor();
            }
            Node x = Elementwise.multiply(columns, Graphs.constant(factors, factors.length));
            Node compressed = Elementwise.multiply(Elementwise.sign(x), Elementwise.log1p(Elementwise.abs(x)));
            input = fixed[from].logarithmic() ? compressed : x;
        }
        return moments == null ? input : Elementwise.clip(input, -clip, clip);
    }

    private static Node oneHot(Node column, int count) {
        Node rounded = Elementwise.floor(Elementwise.shift(column, 0.5f));
        return Shaping.oneHot(Shaping.reshape(rounded, column.shape().length(0)), count);
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
