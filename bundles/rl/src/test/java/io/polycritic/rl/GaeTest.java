package io.polycritic.rl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.experience.Ending;
import org.junit.jupiter.api.Test;

class GaeTest {
    private static final float T = Ending.TERMINATED.ordinal();
    private static final float C = Ending.TRUNCATED.ordinal();

    /** Mechanism check (c): equation 16 by hand for four steps. */
    @Test
    void matchesEquation16ByHand() {
        float[] rewards = {1, 0, 2, -1};
        float[] values = {0.5f, 1, -0.5f, 2};
        float[] next = {1, -0.5f, 2, 3};
        double g = 0.9;
        double l = 0.8;
        double d3 = -1 + g * 3 - 2;
        double d2 = 2 + g * 2 + 0.5;
        double d1 = 0 + g * -0.5 - 1;
        double d0 = 1 + g * 1 - 0.5;
        double a2 = d2 + g * l * d3;
        double a1 = d1 + g * l * a2;
        double a0 = d0 + g * l * a1;
        float[] advantages = new float[4];
        float[] returns = new float[4];
        new Gae(g, l).apply(rewards, new float[4], values, next, 1, advantages, returns);
        assertArrayEquals(new float[] {(float) a0, (float) a1, (float) a2, (float) d3}, advantages, 1e-6f);
        assertArrayEquals(
                new float[] {(float) a0 + 0.5f, (float) a1 + 1, (float) a2 - 0.5f, (float) d3 + 2}, returns, 1e-6f);
    }

    @Test
    void nothingFollowsATerminationAndValuesFollowATruncation() {
        float[] rewards = {1, 1, 1};
        float[] next = {100, 10, 10};
        float[] advantages = new float[3];
        new Gae(0.5, 1).apply(rewards, new float[] {T, C, 0}, new float[3], next, 1, advantages, new float[3]);
        assertArrayEquals(new float[] {1, 6, 6}, advantages, 1e-6f);
    }

    /** A constant critic's one-step advantages: lambda 0 leaves the temporal difference alone. */
    @Test
    void lambdaZeroIsTheTemporalDifference() {
        float[] advantages = new float[4];
        float[] rewards = {1, 2, 3, 4};
        float[] fives = {5, 5, 5, 5};
        new Gae(0.9, 0).apply(rewards, new float[4], fives, fives, 2, advantages, new float[4]);
        assertArrayEquals(new float[] {0.5f, 1.5f, 2.5f, 3.5f}, advantages, 1e-6f);
    }

    /** Lambda 1: r_t + g r_t+1 + .. + g^n V - V(s_t), to the end of the rollout, in two lanes side by side. */
    @Test
    void lambdaOneIsTheNStepReturn() {
        float[] rewards = {1, 10, 2, 20, 4, 40};
        float[] values = {3, 1, 5, 2, 7, 4};
        float[] next = {5, 2, 7, 4, 8, 6};
        float[] advantages = new float[6];
        float[] returns = new float[6];
        new Gae(0.5, 1).apply(rewards, new float[6], values, next, 2, advantages, returns);
        float[] nStep = {
            1 + 0.5f * 2 + 0.25f * 4 + 0.125f * 8,
            10 + 0.5f * 20 + 0.25f * 40 + 0.125f * 6,
            2 + 0.5f * 4 + 0.25f * 8,
            20 + 0.5f * 40 + 0.25f * 6,
            4 + 0.5f * 8,
            40 + 0.5f * 6
        };
        assertArrayEquals(nStep, returns, 1e-5f);
        for (int row = 0; row < 6; row++) {
            assertEquals(nStep[row] - values[row], advantages[row], 1e-5f);
        }
    }
}
