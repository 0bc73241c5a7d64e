package io.polycritic.bench.census;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.tensor.RandomStream;

/** A cart on a line, pushed to the left, not at all, or to the right. */
final class CensusLane implements Lane {
    private static final float SECONDS = 0.1f;
    private static final float EDGE = 2;

    private final float noise;
    private final int limit;
    private final float[] signals;
    private final RandomStream random;
    private final float[] observation = new float[2];
    long elapsed;
    long number;

    CensusLane(float noise, int limit, float[] signals, RandomStream random) {
        this.noise = noise;
        this.limit = limit;
        this.signals = signals;
        this.random = random;
    }

    @Override
    public void reset() {
        observation[0] = (float) random.nextDouble() - 0.5f;
        observation[1] = 0;
        elapsed = 0;
    }

    @Override
    public Ending step(float[] actions, int offset) {
        float push = Math.round(actions[offset]) - 1 + noise * (2 * (float) random.nextDouble() - 1);
        observation[1] = Math.max(-EDGE, Math.min(EDGE, observation[1] + SECONDS * push));
        observation[0] += SECONDS * observation[1];
        elapsed++;
        signals[0] = -Math.abs(observation[0]);
        signals[3] = ++number;
        return Math.abs(observation[0]) > EDGE
                ? Ending.TERMINATED
                : elapsed >= limit ? Ending.TRUNCATED : Ending.RUNNING;
    }

    @Override
    public float[] observation() {
        return observation;
    }

    @Override
    public float[] signals() {
        return signals;
    }
}
