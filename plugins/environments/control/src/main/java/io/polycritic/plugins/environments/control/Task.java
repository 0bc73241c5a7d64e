package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.Drawn.Mark;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;

/** The equations of a control task. Has no state of its own: that is an array of doubles, owned by a lane. */
interface Task {
    /** What the task is like. */
    EnvironmentSpec spec();

    /** How many numbers the state has. */
    int stateSize();

    /** Draws the first state of an episode. */
    void reset(RandomStream random, double[] state);

    /**
     * Moves the state on by one step.
     *
     * @param state the state, overwritten
     * @param action a number, not limited yet, or the number of a class
     * @param reward one number, written to
     * @return whether the rules end the episode
     */
    boolean step(double[] state, float action, float[] reward);

    /** Writes what is observed in a state. */
    void observe(double[] state, float[] observation);

    /** Draws a state. */
    List<Mark> draw(double[] state);

    /** The value nearest to a number between two limits. */
    static double limit(double value, double low, double high) {
        return Math.min(Math.max(value, low), high);
    }
}
