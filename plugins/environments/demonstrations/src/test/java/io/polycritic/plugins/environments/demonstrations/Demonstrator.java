package io.polycritic.plugins.environments.demonstrations;

import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.testkit.IdentityWorld;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import java.util.Map;

/** A frozen learner that names each class that it is shown, or the next one where it explores. */
record Demonstrator(Space condition) implements PolicyLearner {
    static final int CLASSES = 4;

    /** A run whose environment is a world of that many classes. */
    static TestRun run(int classes) {
        TestRun run = new TestRun(1, null, null);
        run.seat("environment", new IdentityWorld(classes, 8, run.context("environment")));
        return run;
    }

    /** A frozen run of the demonstrator, the same each time. */
    static Subject frozen(Space condition) {
        TestRun other = run(CLASSES);
        return new TestSubject(
                0, Map.of("learner", new Demonstrator(condition)), other.part("environment", IdentityWorld.class));
    }

    static Space skill() {
        return Space.of(FieldSpec.numbers("skill", 2));
    }

    @Override
    public Policy policy(int rows, Mode mode) {
        return new Policy() {
            @Override
            public void act(float[] observations, float[] conditions, float[] actions) {
                for (int row = 0; row < rows; row++) {
                    for (int i = 0; i < CLASSES; i++) {
                        if (observations[row * CLASSES + i] == 1) {
                            actions[row] = mode == Mode.EVALUATE ? i : (i + 1) % CLASSES;
                        }
                    }
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Update update() {
        throw new IllegalStateException("a frozen learner does not learn");
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
