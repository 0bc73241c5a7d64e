package io.polycritic.runtime.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotState;
import io.polycritic.api.control.SlotView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunDifferenceTest {
    private static SlotView slot(
            String path, String plugin, String version, double weight, Map<String, Object> config) {
        return new SlotView(
                path,
                "critic",
                plugin,
                version,
                "",
                0,
                weight,
                config,
                List.of(),
                List.of(),
                "",
                List.of(),
                SlotState.ACTIVE,
                "");
    }

    private static RunView run(String id, long steps, Map<String, Double> metrics, SlotView... slots) {
        return new RunView(
                id, "x", 1, RunState.DONE, steps, 100, steps / 10, 0, 2, 0, "", null, metrics, List.of(slots));
    }

    @Test
    void namesWhatDiffersSlotBySlot() {
        RunView a = run(
                "a",
                50,
                Map.of(),
                slot("critics.task", "value", "1.0.0", 1, Map.of("rate", 1, "hidden", List.of(64, 64), "kind", "x")),
                slot("critics.safety", "value", "1.0.0", 1, Map.of()),
                slot("critics.old", "value", "", 1, Map.of("rate", 0.1)));
        RunView b = run(
                "b",
                70,
                Map.of(),
                slot("critics.task", "value", "1.1.0", 1, Map.of("rate", 1.0, "hidden", List.of(64.0, 32), "tail", 2)),
                slot("critics.safety", "value", "1.0.0", 3, Map.of()));
        assertEquals(
                List.of(
                        new RunDifference.Part("critics.old", "plugin", "value", null),
                        new RunDifference.Part("critics.old", "config.rate", 0.1, null),
                        new RunDifference.Part("critics.old", "weight", 1.0, null),
                        new RunDifference.Part("critics.safety", "weight", 1.0, 3.0),
                        new RunDifference.Part("critics.task", "plugin", "value@1.0.0", "value@1.1.0"),
                        new RunDifference.Part("critics.task", "config.hidden", List.of(64, 64), List.of(64.0, 32)),
                        new RunDifference.Part("critics.task", "config.kind", "x", null),
                        new RunDifference.Part("critics.task", "config.tail", null, 2)),
                RunDifference.of(a, b).slots());
        assertEquals(List.of(), RunDifference.of(a, a).slots());
    }

    @Test
    void setsCommonSeriesSideBySideMeasuresFirst() {
        RunView a = run("a", 50, Map.of("learner/return", 2.0, "evaluators.play/score", 0.5, "critics.a/loss", 1.0));
        RunView b = run("b", 70, Map.of("learner/return", 5.0, "evaluators.play/score", Double.NaN, "run/x", 1.0));
        List<RunDifference.Value> values = RunDifference.of(a, b).series();
        assertEquals(
                List.of(
                        new RunDifference.Value("evaluators.play/score", 0.5, Double.NaN, Double.NaN),
                        new RunDifference.Value("learner/return", 2, 5, 3)),
                values);
        String text = RunDifference.of(a, b).text();
        assertTrue(text.lines().anyMatch(line -> line.matches("steps +50 +70 +20")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("learner/return +2\\.000 +5\\.000 +3\\.000")), text);
    }
}
