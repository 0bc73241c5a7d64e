package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.Drawn.Mark;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;

/**
 * Pendulum-v1: a rod of 1 kg and 1 m, theta 0 upright, in semi-implicit Euler steps: theta'' = 3 g / (2 l) sin theta +
 * 3 / (m l^2) u. State: theta, theta'.
 */
final class PendulumTask implements Task {
    private static final double MASS = 1;
    private static final double LENGTH = 1;
    private static final double MAX_SPIN = 8;
    private static final double MAX_TORQUE = 2;
    private static final double SECONDS = 0.05;
    private static final double RESET_ANGLE = Math.PI;
    private static final double RESET_SPIN = 1;
    private static final double MOST_COST =
            Math.PI * Math.PI + 0.1 * MAX_SPIN * MAX_SPIN + 0.001 * MAX_TORQUE * MAX_TORQUE;

    private final int maxEpisodeSteps;
    private final double gravity;

    PendulumTask(int maxEpisodeSteps, double gravity) {
        this.maxEpisodeSteps = maxEpisodeSteps;
        this.gravity = gravity;
    }

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.single(
                Space.of(
                        FieldSpec.numbers("pendulum.direction", 2).within(-1, 1),
                        FieldSpec.numbers("pendulum.velocity")
                                .within(-MAX_SPIN, MAX_SPIN)
                                .in("rad/s", 0.25)),
                Space.of(FieldSpec.numbers("pendulum.torque")
                        .within(-MAX_TORQUE, MAX_TORQUE)
                        .in("N m", 1 / MAX_TORQUE)),
                Space.of(FieldSpec.numbers(EnvironmentSpec.REWARD).within(-MOST_COST, 0)),
                maxEpisodeSteps,
                SECONDS);
    }

    @Override
    public int stateSize() {
        return 2;
    }

    @Override
    public void reset(RandomStream random, double[] state) {
        state[0] = random.nextDouble(-RESET_ANGLE, RESET_ANGLE);
        state[1] = random.nextDouble(-RESET_SPIN, RESET_SPIN);
    }

    @Override
    public boolean step(double[] state, float action, float[] reward) {
        double torque = Task.limit(action, -MAX_TORQUE, MAX_TORQUE);
        double angle = normalize(state[0]);
        double spin = state[1];
        double cost = angle * angle + 0.1 * (spin * spin) + 0.001 * (torque * torque);
        double spinUp = 3 * gravity / (2 * LENGTH) * Math.sin(state[0]) + 3.0 / (MASS * (LENGTH * LENGTH)) * torque;
        state[1] = Task.limit(spin + spinUp * SECONDS, -MAX_SPIN, MAX_SPIN);
        state[0] += state[1] * SECONDS;
        reward[0] = (float) -cost;
        return false;
    }

    /** The same angle from -pi, itself allowed, to pi. */
    private static double normalize(double angle) {
        double turn = 2 * Math.PI;
        double rest = (angle + Math.PI) % turn;
        return (rest < 0 ? rest + turn : rest) - Math.PI;
    }

    @Override
    public void observe(double[] state, float[] observation) {
        observation[0] = (float) Math.cos(state[0]);
        observation[1] = (float) Math.sin(state[0]);
        observation[2] = (float) state[1];
    }

    @Override
    public List<Mark> draw(double[] state) {
        double x = -LENGTH * Math.sin(state[0]);
        double y = LENGTH * Math.cos(state[0]);
        return List.of(Draw.line("pendulum", 0, 0, x, y), Draw.circle("axle", 0, 0, 0.05));
    }
}
