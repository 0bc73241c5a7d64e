package io.polycritic.plugins.critics.value;

import io.polycritic.api.tensor.Parameters;

/**
 * How target networks follow the trained ones: target += rate (trained - target), at once for the rate 1 (Mnih et al.,
 * "Human-level control through deep reinforcement learning", 2015), or a little each time (Lillicrap et al.,
 * "Continuous control with deep reinforcement learning", 2016, algorithm 1).
 *
 * @param rate tau, from 0 to 1
 * @param every after how many of the critic's steps
 */
record TargetUpdate(double rate, int every) {
    /** Moves the target after a step, counted from 1. */
    void after(long step, Parameters trained, Parameters target) {
        if (step % every != 0) {
            return;
        }
        float[] from = trained.values();
        float[] to = target.values();
        if (rate == 1) {
            System.arraycopy(from, 0, to, 0, to.length);
            return;
        }
        float share = (float) rate;
        for (int i = 0; i < to.length; i++) {
            to[i] += share * (from[i] - to[i]);
        }
    }
}
