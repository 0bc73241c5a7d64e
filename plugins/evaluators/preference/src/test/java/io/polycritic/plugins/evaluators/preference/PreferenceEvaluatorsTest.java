package io.polycritic.plugins.evaluators.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.rewards.preference.BtReward;
import io.polycritic.plugins.rewards.preference.GpmReward;
import io.polycritic.plugins.rewards.preference.PairPref;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferenceEvaluatorsTest {
    private static final Map<String, Object> SMALL = Map.of("hidden", List.of(64));
    private static final Map<String, Object> TWO = Map.of("hidden", List.of(64), "dimension", 2);

    /** The ablation of the form: two numbers see the circle, the scalar head in their place is at chance. */
    @Test
    void circlesAreSeenByTwoNumbersNotByOne() {
        try (TestRun run = Runs.comparisons("cyclic", new GpmReward(), TWO, 500)) {
            Map<String, Double> found = Runs.measure(run, new PrefAccuracy(), Map.of());
            assertTrue(found.get("accuracy") > 0.9, found.toString());
            // A third are ties of the judge, whose labels are chance.
            assertTrue(found.get("labelAccuracy") > 0.72 && found.get("labelAccuracy") < 0.88, found.toString());
            assertTrue(found.get("logLoss") < 0.7, found.toString());
        }
        try (TestRun run = Runs.comparisons("cyclic", new BtReward(), SMALL, 500)) {
            Map<String, Double> found = Runs.measure(run, new PrefAccuracy(), Map.of("comparisons", 800));
            assertEquals(0.5, found.get("accuracy"), 0.06);
        }
    }

    @Test
    void skewnessIsTheFormsOwn() {
        try (TestRun run = Runs.comparisons("mixture", new GpmReward(), Map.of("promptScale", true), 30)) {
            assertTrue(Runs.measure(run, new SkewnessError(), Map.of()).get("error") <= 1e-5);
        }
        try (TestRun run = Runs.comparisons("mixture", new PairPref(), SMALL, 30)) {
            assertTrue(Runs.measure(run, new SkewnessError(), Map.of()).get("error") > 0.1);
        }
    }

    @Test
    void queriesAreCounted() {
        try (TestRun run = Runs.comparisons("cyclic", new GpmReward(), SMALL, 0)) {
            assertEquals(64, Runs.measure(run, new QueryCount(), Map.of()).get("passes"));
        }
        try (TestRun run = Runs.comparisons("cyclic", new PairPref(), SMALL, 0)) {
            assertEquals(4032, Runs.measure(run, new QueryCount(), Map.of()).get("passes"));
        }
    }

    @Test
    void aSlotThatIsNotThereIsNamed() {
        try (TestRun run = Runs.comparisons("cyclic", new BtReward(), SMALL, 0)) {
            PolycriticException refused = assertThrows(
                    PolycriticException.class, () -> Runs.measure(run, new PrefAccuracy(), Map.of("model", "other")));
            assertEquals("rewards.other", refused.path());
        }
    }
}
