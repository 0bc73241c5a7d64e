package io.polycritic.rl;

import io.polycritic.api.experience.Ending;

/**
 * Generalised advantage estimation (Schulman, Moritz, Levine, Jordan and Abbeel, "High-dimensional continuous control
 * using generalized advantage estimation", 2016, equation 16), with terminated and truncated episodes told apart.
 *
 * @param discount gamma, from 0 to 1
 * @param lambda from 0 (one step) to 1 (the whole return)
 */
public record Gae(double discount, double lambda) {
    /**
     * delta_t = r_t + gamma V(s_t+1) - V(s_t) without the value of what follows a termination, and A_t = delta_t +
     * gamma lambda A_t+1 within an episode. The return is A_t + V(s_t). All arrays are [T, L].
     *
     * @param rewards r_t
     * @param endings ordinals of {@link Ending}
     * @param values V(s_t)
     * @param nextValues V of the state after the step, before any reset
     * @param lanes L
     * @param advantages written to
     * @param returns written to
     */
    public void apply(
            float[] rewards,
            float[] endings,
            float[] values,
            float[] nextValues,
            int lanes,
            float[] advantages,
            float[] returns) {
        int steps = rewards.length / lanes;
        for (int lane = 0; lane < lanes; lane++) {
            double advantage = 0;
            for (int t = steps - 1; t >= 0; t--) {
                int row = t * lanes + lane;
                int ending = (int) endings[row];
                double next = ending == Ending.TERMINATED.ordinal() ? 0 : nextValues[row];
                double delta = rewards[row] + discount * next - values[row];
                double carried = ending == Ending.RUNNING.ordinal() ? advantage : 0;
                advantage = delta + discount * lambda * carried;
                advantages[row] = (float) advantage;
                returns[row] = (float) (advantage + values[row]);
            }
        }
    }
}
