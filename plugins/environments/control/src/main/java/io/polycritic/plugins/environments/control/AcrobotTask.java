package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.Drawn.Mark;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;

/**
 * Acrobot-v1: Sutton and Barto, "Reinforcement Learning: An Introduction", section 11.3 of the first edition, in
 * Runge-Kutta steps of fourth order. State: theta1, theta2, theta1', theta2'; both angles 0 hanging.
 */
final class AcrobotTask implements Task {
    private static final double LENGTH = 1;
    private static final double MASS = 1;
    private static final double CENTRE = 0.5;
    private static final double INERTIA = 1;
    private static final double GRAVITY = 9.8;
    private static final double SECONDS = 0.2;
    private static final double MAX_SPIN_1 = 4 * Math.PI;
    private static final double MAX_SPIN_2 = 9 * Math.PI;
    private static final double RESET_SPREAD = 0.1;
    private static final int SIZE = 4;

    private final int maxEpisodeSteps;

    AcrobotTask(int maxEpisodeSteps) {
        this.maxEpisodeSteps = maxEpisodeSteps;
    }

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.single(
                Space.of(
                        FieldSpec.numbers("upper.direction", 2).within(-1, 1),
                        FieldSpec.numbers("lower.direction", 2).within(-1, 1),
                        FieldSpec.numbers("upper.velocity")
                                .within(-MAX_SPIN_1, MAX_SPIN_1)
                                .in("rad/s", 0.25),
                        FieldSpec.numbers("lower.velocity")
                                .within(-MAX_SPIN_2, MAX_SPIN_2)
                                .in("rad/s", 0.125)),
                Space.of(FieldSpec.category("elbow.torque", 3)),
                Space.of(FieldSpec.numbers(EnvironmentSpec.REWARD).within(-1, 0)),
                maxEpisodeSteps,
                SECONDS);
    }

    @Override
    public int stateSize() {
        return SIZE;
    }

    /** The reference rounds the first state to 32 bits. */
    @Override
    public void reset(RandomStream random, double[] state) {
        for (int i = 0; i < SIZE; i++) {
            state[i] = (float) random.nextDouble(-RESET_SPREAD, RESET_SPREAD);
        }
    }

    @Override
    public boolean step(double[] state, float action, float[] reward) {
        integrate(state, action - 1);
        state[0] = wrap(state[0]);
        state[1] = wrap(state[1]);
        state[2] = Task.limit(state[2], -MAX_SPIN_1, MAX_SPIN_1);
        state[3] = Task.limit(state[3], -MAX_SPIN_2, MAX_SPIN_2);
        boolean above = -Math.cos(state[0]) - Math.cos(state[1] + state[0]) > 1;
        reward[0] = above ? 0 : -1;
        return above;
    }

    private static void integrate(double[] state, double torque) {
        double[] k1 = change(state, torque);
        double[] k2 = change(ahead(state, k1, SECONDS / 2), torque);
        double[] k3 = change(ahead(state, k2, SECONDS / 2), torque);
        double[] k4 = change(ahead(state, k3, SECONDS), torque);
        for (int i = 0; i < SIZE; i++) {
            state[i] += SECONDS / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
    }

    private static double[] ahead(double[] state, double[] change, double seconds) {
        double[] moved = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            moved[i] = state[i] + seconds * change[i];
        }
        return moved;
    }

    /** The derivative of the state; both links have the same mass, length, centre and inertia. */
    private static double[] change(double[] state, double torque) {
        double angle1 = state[0];
        double angle2 = state[1];
        double spin1 = state[2];
        double spin2 = state[3];
        double coupling = MASS * LENGTH * CENTRE;
        double cos2 = Math.cos(angle2);
        double sin2 = Math.sin(angle2);
        double d1 = MASS * CENTRE * CENTRE
                + MASS * (LENGTH * LENGTH + CENTRE * CENTRE + 2 * LENGTH * CENTRE * cos2)
                + 2 * INERTIA;
        double d2 = MASS * (CENTRE * CENTRE + LENGTH * CENTRE * cos2) + INERTIA;
        double phi2 = MASS * CENTRE * GRAVITY * Math.cos(angle1 + angle2 - Math.PI / 2);
        double phi1 = -coupling * spin2 * spin2 * sin2
                - 2 * coupling * spin2 * spin1 * sin2
                + (MASS * CENTRE + MASS * LENGTH) * GRAVITY * Math.cos(angle1 - Math.PI / 2)
                + phi2;
        double spinUp2 = (torque + d2 / d1 * phi1 - coupling * spin1 * spin1 * sin2 - phi2)
                / (MASS * CENTRE * CENTRE + INERTIA - d2 * d2 / d1);
        double spinUp1 = -(d2 * spinUp2 + phi1) / d1;
        return new double[] {spin1, spin2, spinUp1, spinUp2};
    }

    /** The same angle from -pi to pi, both allowed. */
    private static double wrap(double angle) {
        double wrapped = angle;
        while (wrapped > Math.PI) {
            wrapped -= 2 * Math.PI;
        }
        while (wrapped < -Math.PI) {
            wrapped += 2 * Math.PI;
        }
        return wrapped;
    }

    @Override
    public void observe(double[] state, float[] observation) {
        observation[0] = (float) Math.cos(state[0]);
        observation[1] = (float) Math.sin(state[0]);
        observation[2] = (float) Math.cos(state[1]);
        observation[3] = (float) Math.sin(state[1]);
        observation[4] = (float) state[2];
        observation[5] = (float) state[3];
    }

    @Override
    public List<Mark> draw(double[] state) {
        double elbowX = LENGTH * Math.sin(state[0]);
        double elbowY = -LENGTH * Math.cos(state[0]);
        double endX = elbowX + LENGTH * Math.sin(state[0] + state[1]);
        double endY = elbowY - LENGTH * Math.cos(state[0] + state[1]);
        return List.of(
                Draw.line("bar", -2.2, LENGTH, 2.2, LENGTH),
                Draw.line("arm", 0, 0, elbowX, elbowY, endX, endY),
                Draw.circle("elbow", elbowX, elbowY, 0.06));
    }
}
