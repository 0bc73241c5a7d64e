package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.Drawn.Mark;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;

/**
 * CartPole-v1: Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve difficult learning control
 * problems" (1983), with the equations of Florian, "Correct equations for the dynamics of the cart-pole system" (2007),
 * without friction, in explicit Euler steps. State: x, x', theta, theta'.
 */
final class CartPoleTask implements Task {
    private static final double GRAVITY = 9.8;
    private static final double CART_MASS = 1.0;
    private static final double POLE_MASS = 0.1;
    private static final double TOTAL_MASS = CART_MASS + POLE_MASS;
    private static final double HALF_LENGTH = 0.5;
    private static final double FORCE = 10.0;
    private static final double SECONDS = 0.02;
    private static final double MAX_POSITION = 2.4;
    private static final double MAX_ANGLE = 12 * 2 * Math.PI / 360;
    private static final double RESET_SPREAD = 0.05;

    private final int maxEpisodeSteps;

    CartPoleTask(int maxEpisodeSteps) {
        this.maxEpisodeSteps = maxEpisodeSteps;
    }

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.single(
                Space.of(
                        FieldSpec.numbers("cart.position")
                                .within(-2 * MAX_POSITION, 2 * MAX_POSITION)
                                .in("m", 1),
                        FieldSpec.numbers("cart.velocity").in("m/s", 1),
                        FieldSpec.numbers("pole.angle")
                                .within(-2 * MAX_ANGLE, 2 * MAX_ANGLE)
                                .in("rad", 5),
                        FieldSpec.numbers("pole.velocity").in("rad/s", 1)),
                Space.of(FieldSpec.category("cart.push", 2)),
                Space.of(FieldSpec.numbers(EnvironmentSpec.REWARD).within(1, 1)),
                maxEpisodeSteps,
                SECONDS);
    }

    @Override
    public int stateSize() {
        return 4;
    }

    @Override
    public void reset(RandomStream random, double[] state) {
        for (int i = 0; i < state.length; i++) {
            state[i] = random.nextDouble(-RESET_SPREAD, RESET_SPREAD);
        }
    }

    @Override
    public boolean step(double[] state, float action, float[] reward) {
        double force = action == 1 ? FORCE : -FORCE;
        double velocity = state[1];
        double spin = state[3];
        double cos = Math.cos(state[2]);
        double sin = Math.sin(state[2]);
        double poleMoment = POLE_MASS * HALF_LENGTH;
        double push = (force + poleMoment * (spin * spin) * sin) / TOTAL_MASS;
        double spinUp =
                (GRAVITY * sin - cos * push) / (HALF_LENGTH * (4.0 / 3.0 - POLE_MASS * (cos * cos) / TOTAL_MASS));
        double speedUp = push - poleMoment * spinUp * cos / TOTAL_MASS;
        state[0] += SECONDS * velocity;
        state[1] = velocity + SECONDS * speedUp;
        state[2] += SECONDS * spin;
        state[3] = spin + SECONDS * spinUp;
        reward[0] = 1;
        return Math.abs(state[0]) > MAX_POSITION || Math.abs(state[2]) > MAX_ANGLE;
    }

    @Override
    public void observe(double[] state, float[] observation) {
        for (int i = 0; i < state.length; i++) {
            observation[i] = (float) state[i];
        }
    }

    @Override
    public List<Mark> draw(double[] state) {
        double x = state[0];
        double tipX = x + 2 * HALF_LENGTH * Math.sin(state[2]);
        double tipY = 2 * HALF_LENGTH * Math.cos(state[2]);
        return List.of(
                Draw.line("track", -MAX_POSITION, 0, MAX_POSITION, 0),
                Draw.polygon("cart", x - 0.2, -0.12, x + 0.2, -0.12, x + 0.2, 0.12, x - 0.2, 0.12),
                Draw.line("pole", x, 0, tipX, tipY));
    }
}
