package io.polycritic.rl;

import io.polycritic.api.plugin.InvalidConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Weights of several objectives on the simplex: none is negative, and they sum to 1. */
public final class Preferences {
    /** How far the sum may be from 1. */
    private static final double TOLERANCE = 1e-6;

    private Preferences() {}

    /**
     * Refuses what is no preference.
     *
     * @param where the setting or part that it came from
     * @param weights the numbers
     * @param offset where the preference begins
     * @param objectives how many weights it has, k
     * @throws InvalidConfigException naming the weights
     */
    public static void check(String where, float[] weights, int offset, int objectives) {
        double sum = 0;
        boolean negative = false;
        for (int i = offset; i < offset + objectives; i++) {
            sum += weights[i];
            negative |= !(weights[i] >= 0);
        }
        if (negative || !(Math.abs(sum - 1) <= TOLERANCE)) {
            throw new InvalidConfigException(
                    where,
                    "found " + Arrays.toString(Arrays.copyOfRange(weights, offset, offset + objectives))
                            + "; a preference must lie on the simplex, no weight below 0 and their sum 1");
        }
    }

    /**
     * Preferences that lie evenly on the simplex, end points included: all multiples of 1 / divisions.
     *
     * @param objectives k
     * @param divisions at least 1
     * @return [.., k], the first weight rising
     */
    public static List<float[]> lattice(int objectives, int divisions) {
        List<float[]> points = new ArrayList<>();
        fill(new int[objectives], 0, divisions, divisions, points);
        return points;
    }

    private static void fill(int[] counts, int at, int left, int divisions, List<float[]> points) {
        if (at == counts.length - 1) {
            counts[at] = left;
            float[] point = new float[counts.length];
            for (int i = 0; i < point.length; i++) {
                point[i] = (float) counts[i] / divisions;
            }
            points.add(point);
            return;
        }
        for (int count = 0; count <= left; count++) {
            counts[at] = count;
            fill(counts, at + 1, left - count, divisions, points);
        }
    }
}
