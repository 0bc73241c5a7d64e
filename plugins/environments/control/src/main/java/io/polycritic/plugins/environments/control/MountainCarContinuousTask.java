package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.Drawn.Mark;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * MountainCarContinuous-v0: Moore, "Efficient Memory-based Learning for Robot Control" (1990), with a continuous force.
 * Position and velocity have no unit. State: position, velocity; both are rounded to 32 bits after each step, as in the
 * reference.
 */
final class MountainCarContinuousTask implements Task {
    private static final double MAX_FORCE = 1;
    private static final double POWER = 0.0015;
    private static final double SLOPE = 0.0025;
    private static final double MIN_POSITION = -1.2;
    private static final double MAX_POSITION = 0.6;
    private static final double MAX_VELOCITY = 0.07;
    private static final double GOAL = 0.45;
    private static final double GOAL_REWARD = 100;
    private static final double RESET_LOW = -0.6;
    private static final double RESET_HIGH = -0.4;

    private final int maxEpisodeSteps;
    private final double goalVelocity;

    MountainCarContinuousTask(int maxEpisodeSteps, double goalVelocity) {
        this.maxEpisodeSteps = maxEpisodeSteps;
        this.goalVelocity = goalVelocity;
    }

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.single(
                Space.of(
                        FieldSpec.numbers("car.position").within(MIN_POSITION, MAX_POSITION),
                        FieldSpec.numbers("car.velocity")
                                .within(-MAX_VELOCITY, MAX_VELOCITY)
                                .in("", 20)),
                Space.of(FieldSpec.numbers("car.force").within(-MAX_FORCE, MAX_FORCE)),
                Space.of(FieldSpec.numbers(EnvironmentSpec.REWARD)),
                maxEpisodeSteps,
                0);
    }

    @Override
    public int stateSize() {
        return 2;
    }

    @Override
    public void reset(RandomStream random, double[] state) {
        state[0] = random.nextDouble(RESET_LOW, RESET_HIGH);
        state[1] = 0;
    }

    /** As in the reference, the force is limited, but the effort is charged for the action as it came. */
    @Override
    public boolean step(double[] state, float action, float[] reward) {
        double force = Task.limit(action, -MAX_FORCE, MAX_FORCE);
        double velocity = state[1] + (force * POWER - SLOPE * Math.cos(3 * state[0]));
        velocity = Task.limit(velocity, -MAX_VELOCITY, MAX_VELOCITY);
        double position = Task.limit(state[0] + velocity, MIN_POSITION, MAX_POSITION);
        if (position == MIN_POSITION && velocity < 0) {
            velocity = 0;
        }
        boolean arrived = position >= GOAL && velocity >= goalVelocity;
        state[0] = (float) position;
        state[1] = (float) velocity;
        double effort = (double) action * action;
        reward[0] = (float) ((arrived ? GOAL_REWARD : 0) - effort * 0.1);
        return arrived;
    }

    @Override
    public void observe(double[] state, float[] observation) {
        observation[0] = (float) state[0];
        observation[1] = (float) state[1];
    }

    @Override
    public List<Mark> draw(double[] state) {
        int points = 37;
        double[] hill = new double[2 * points];
        for (int i = 0; i < points; i++) {
            hill[2 * i] = MIN_POSITION + (MAX_POSITION - MIN_POSITION) * i / (points - 1);
            hill[2 * i + 1] = height(hill[2 * i]);
        }
        List<Mark> marks = new ArrayList<>();
        marks.add(Draw.line("hill", hill));
        marks.add(Draw.line("goal", GOAL, height(GOAL), GOAL, height(GOAL) + 0.15));
        marks.add(Draw.circle("car", state[0], height(state[0]) + 0.04, 0.04));
        return marks;
    }

    private static double height(double position) {
        return Math.sin(3 * position) * 0.45 + 0.55;
    }
}
