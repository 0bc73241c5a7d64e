package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;

/** A frozen policy that pushes in the direction of the skill, and observes a place of two numbers alone. */
record Follower(int dimension) implements PolicyLearner {
    @Override
    public Space condition() {
        return dimension == 0 ? Space.EMPTY : Space.of(FieldSpec.numbers("skill", dimension));
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return new Policy() {
            @Override
            public void act(float[] observations, float[] conditions, float[] actions) {
                assertEquals(2 * rows, observations.length);
                for (int row = 0; row < rows; row++) {
                    assertEquals(1, Math.hypot(conditions[2 * row], conditions[2 * row + 1]), 1e-5);
                    System.arraycopy(conditions, 2 * row, actions, 2 * row, 2);
                }
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public Update update() {
        throw new IllegalStateException("a frozen policy must not be trained");
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
