package io.polycritic.plugins.example;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.tensor.RandomStream;

/** One walk down the corridor. */
final class CorridorLane implements Lane {
    private final int goal;
    private final double slip;
    private final int limit;
    private final RandomStream random;
    private final float[] observation = new float[1];
    private final float[] signals = {-1};
    int cell;
    int steps;

    CorridorLane(int goal, double slip, int limit, RandomStream random) {
        this.goal = goal;
        this.slip = slip;
        this.limit = limit;
        this.random = random;
    }

    void seat(int newCell, int newSteps) {
        cell = newCell;
        steps = newSteps;
        observation[0] = cell;
    }

    @Override
    public void reset() {
        seat(0, 0);
    }

    @Override
    public Ending step(float[] actions, int offset) {
        boolean on = Math.round(actions[offset]) == 1 != random.nextDouble() < slip;
        seat(Math.max(0, cell + (on ? 1 : -1)), steps + 1);
        return cell == goal ? Ending.TERMINATED : steps == limit ? Ending.TRUNCATED : Ending.RUNNING;
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
