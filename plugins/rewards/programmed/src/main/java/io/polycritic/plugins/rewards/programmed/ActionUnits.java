package io.polycritic.plugins.rewards.programmed;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import java.util.Arrays;

/** Maps actions to units in which the limits of the action space are -1 and 1. Categories have no size and count 0. */
final class ActionUnits {
    private ActionUnits() {}

    /** What to multiply each number with. */
    static float[] factors(Space actions) {
        float[] factors = new float[actions.width()];
        int at = 0;
        for (FieldSpec field : actions.fields()) {
            boolean limited = Double.isFinite(field.low()) && Double.isFinite(field.high());
            double factor = limited ? 2 / (field.high() - field.low()) : 1;
            boolean number = field.type() == FieldType.NUMBER;
            Arrays.fill(factors, at, at + field.width(), number ? (float) factor : 0);
            at += field.width();
        }
        return factors;
    }

    /** What to subtract before. */
    static float[] centres(Space actions) {
        float[] centres = new float[actions.width()];
        int at = 0;
        for (FieldSpec field : actions.fields()) {
            boolean limited = Double.isFinite(field.low()) && Double.isFinite(field.high());
            Arrays.fill(centres, at, at + field.width(), limited ? (float) ((field.high() + field.low()) / 2) : 0);
            at += field.width();
        }
        return centres;
    }
}
