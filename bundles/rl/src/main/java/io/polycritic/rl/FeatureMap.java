package io.polycritic.rl;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import java.util.Arrays;

/**
 * Turns observations into network inputs: numbers times their field's scale, categories one-hot, then the condition.
 */
public final class FeatureMap {
    private final float[] scales;
    private final int[] classes;
    private final int condition;
    private final int width;

    /**
     * Reads a space.
     *
     * @param observation what is observed
     * @param condition the width of what the network is conditioned on besides
     */
    public FeatureMap(Space observation, int condition) {
        this.scales = new float[observation.width()];
        this.classes = new int[observation.width()];
        this.condition = condition;
        int at = 0;
        int sum = 0;
        for (FieldSpec field : observation.fields()) {
            if (field.type() == FieldType.TEXT) {
                throw new InvalidConfigException(
                        "environment", "field '" + field.name() + "' is text, a network needs numbers");
            }
            boolean category = field.type() == FieldType.CATEGORY;
            int count = category ? (int) field.high() + 1 : 0;
            Arrays.fill(scales, at, at + field.width(), (float) field.scale());
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
        for (int i = 0; i < scales.length; i++) {
            if (classes[i] == 0) {
                features[to++] = observations[o + i] * scales[i];
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
}
