package io.polycritic.plugins.critics.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.ActionValueCritic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Networks that take over from others of another number or width. */
class CarriedNetworksTest {
    private static final String PATH = "critics.task";

    private static State trained(TestRun run, Map<String, ?> config) {
        ActionValueCritic critic = (ActionValueCritic) run.add(PATH, new EnsembleQ(), config);
        Batch batch = Replays.batch(16, true);
        for (int i = 0; i < 5; i++) {
            critic.learn(batch);
        }
        return State.of(critic);
    }

    private static float[] part(State state, String name) {
        return (float[]) state.values().get(name);
    }

    @Test
    void aGrownEnsembleKeepsTheTargetsOfTheNetworksThatItHad() {
        try (TestRun run = Replays.finite(0.01)) {
            State before = trained(run, Map.of("hidden", List.of(8), "networks", 2, "subset", 2));
            ActionValueCritic grown = (ActionValueCritic)
                    run.add(PATH, new EnsembleQ(), Map.of("hidden", List.of(8), "networks", 3, "subset", 2));
            State.Report report = new State.Report();
            grown.load(before.reader(report));
            State after = State.of(grown);
            for (String layer : List.of("layer0.weight", "layer1.bias")) {
                for (String network : List.of("q0/", "q1/")) {
                    for (String vector : List.of("q/", "target/")) {
                        String name = vector + network + layer;
                        assertArrayEquals(part(before, name), part(after, name), name);
                        assertTrue(report.carried().contains(name), name);
                    }
                }
                assertFalse(Arrays.equals(part(before, "q/q0/" + layer), part(before, "target/q0/" + layer)));
                assertArrayEquals(part(after, "q/q2/" + layer), part(after, "target/q2/" + layer));
                assertTrue(report.initialised().contains("q/q2/" + layer));
            }
            assertEquals(List.of(), report.reshaped());
        }
    }

    @Test
    void aWidenedNetworkKeepsTheBlockAndItsTargetBeginsThere() {
        try (TestRun run = Replays.finite(0.01)) {
            State before = trained(run, Map.of("hidden", List.of(4), "networks", 2, "subset", 2));
            ActionValueCritic wide = (ActionValueCritic)
                    run.add(PATH, new EnsembleQ(), Map.of("hidden", List.of(6), "networks", 2, "subset", 2));
            State.Report report = new State.Report();
            wide.load(before.reader(report));
            State after = State.of(wide);
            float[] old = part(before, "q/q0/layer0.weight");
            float[] young = part(after, "q/q0/layer0.weight");
            for (int input = 0; input < Replays.FEATURES; input++) {
                for (int unit = 0; unit < 4; unit++) {
                    assertEquals(old[input * 4 + unit], young[input * 6 + unit]);
                }
            }
            assertArrayEquals(young, part(after, "target/q0/layer0.weight"));
            assertEquals(
                    List.of(
                            "q/q0/layer0.weight",
                            "q/q0/layer0.bias",
                            "q/q0/layer1.weight",
                            "q/q1/layer0.weight",
                            "q/q1/layer0.bias",
                            "q/q1/layer1.weight"),
                    report.reshaped());
            assertTrue(report.carried().contains("q/q0/layer1.bias"));
            wide.learn(Replays.batch(16, true));
        }
    }

    @Test
    void aWidenedStateCriticKeepsTheBlock() {
        try (TestRun run = RolloutBatches.run(1, 0.01)) {
            Batch batch = RolloutBatches.batch(4, 2, 3);
            ScoringCritic narrow = (ScoringCritic) run.add(PATH, new VCritic(), Map.of("hidden", List.of(4)));
            narrow.score(batch);
            narrow.learn(batch);
            State before = State.of(narrow);
            ScoringCritic wide = (ScoringCritic) run.add(PATH, new VCritic(), Map.of("hidden", List.of(5)));
            State.Report report = new State.Report();
            wide.load(before.reader(report));
            assertEquals(
                    part(before, "value/value/layer0.weight")[4], part(State.of(wide), "value/value/layer0.weight")[5]);
            assertEquals(3, report.reshaped().size());
            wide.score(batch);
            wide.learn(batch);
        }
    }
}
