package io.polycritic.plugins.learners.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.preference.CyclicPairs;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.rewards.preference.BtReward;
import io.polycritic.plugins.rewards.preference.GpmReward;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferenceFitTest {
    private static final Map<String, Object> SMALL = Map.of("hidden", List.of(64));

    /** Two models side by side. */
    static TestRun run(String order) {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new CyclicPairs(), Map.of("order", order, "training", 6000, "test", 500));
        run.add("optimizers.preference", new Adam(), Map.of("learningRate", 3e-3));
        run.add("rewards.bt", new BtReward(), SMALL);
        run.add("rewards.gpm", new GpmReward(), SMALL);
        return run;
    }

    private static Learner learner(TestRun run) {
        return run.add("learner", new PreferenceFit(), Map.of());
    }

    /** The mean accuracy on labels over so many batches. */
    private static double accuracy(TestRun run, Learner learner, String slot, int updates) {
        double sum = 0;
        for (int i = 0; i < updates; i++) {
            assertEquals(new Learner.Update(128, 0), learner.update());
            sum += run.metrics().get(slot + "/accuracy");
        }
        return sum / updates;
    }

    @Test
    void modelsSideBySideLearnFromTheSameComparisons() {
        try (TestRun run = run("transitive")) {
            Learner learner = learner(run);
            accuracy(run, learner, "rewards.bt", 200);
            double bt = accuracy(run, learner, "rewards.bt", 20);
            double gpm = accuracy(run, learner, "rewards.gpm", 20);
            assertTrue(bt > 0.8 && gpm > 0.8, "accuracies " + bt + " and " + gpm);
        }
    }

    /** A scalar cannot see the circle; a skew-symmetric model that takes its place in the live run can. */
    @Test
    void aGeneralModelTakesTheSlotOfAScalarOne() {
        try (TestRun run = run("cyclic")) {
            Learner learner = learner(run);
            accuracy(run, learner, "rewards.bt", 150);
            double scalar = accuracy(run, learner, "rewards.bt", 50);
            run.newcomer("rewards.bt", new GpmReward(), SMALL);
            run.share("rewards.bt", new Handover(Handover.Mode.SHADOW));
            accuracy(run, learner, "rewards.bt", 300);
            run.takeOver("rewards.bt");
            double general = accuracy(run, learner, "rewards.bt", 20);
            assertTrue(scalar < 0.62, "the scalar model agrees with " + scalar);
            // A third of the labels are chance.
            assertTrue(general > 0.7, "its successor agrees with " + general);
        }
    }

    /** What is put into one slot of a live run changes no bit of the model beside it. */
    @Test
    void aSwapLeavesTheOtherModelsAlone() {
        try (TestRun left = run("cyclic");
                TestRun swapped = run("cyclic")) {
            Learner one = learner(left);
            Learner other = learner(swapped);
            accuracy(left, one, "rewards.gpm", 5);
            accuracy(swapped, other, "rewards.gpm", 5);
            swapped.add("rewards.bt", new GpmReward(), SMALL);
            accuracy(left, one, "rewards.gpm", 5);
            accuracy(swapped, other, "rewards.gpm", 5);
            State expected = State.of(left.part("rewards.gpm", Part.class));
            State found = State.of(swapped.part("rewards.gpm", Part.class));
            expected.values()
                    .forEach((name, values) -> assertArrayEquals(
                            (float[]) values, (float[]) found.values().get(name)));
        }
    }
}
