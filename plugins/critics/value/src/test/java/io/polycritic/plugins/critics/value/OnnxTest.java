package io.polycritic.plugins.critics.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.model.ModelSource;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.onnx.testkit.OnnxCheck;
import io.polycritic.rl.ActionValueCritic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported critics judge like the critics themselves, in ONNX Runtime. */
class OnnxTest {
    private static final double TOLERANCE = 1e-5;

    private static void same(Object critic) throws Exception {
        ModelSource source = (ModelSource) critic;
        assertEquals(0, OnnxCheck.model(source, "value", CompiledCompute.withJavaBlas()), TOLERANCE);
    }

    @Test
    void stateValue() throws Exception {
        try (TestRun run = RolloutBatches.run(1, 0.003)) {
            ScoringCritic critic = (ScoringCritic)
                    run.add("critics.task", new VCritic(), Map.of("hidden", List.of(16), "minibatch", 8));
            assertEquals(List.of(), ((ModelSource) critic).models(2));
            Batch batch = RolloutBatches.batch(16, 2, 3);
            Arrays.fill(batch.numbers("rewards.task"), 0.5f);
            for (int i = 0; i < 20; i++) {
                critic.score(batch);
                critic.learn(batch);
            }
            same(critic);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void actionValue(boolean finite) throws Exception {
        for (CriticFactory<?> factory : List.of(new QCritic(), new TwinQ(), new EnsembleQ(), new QuantileQ())) {
            try (TestRun run = finite ? Replays.finite(0.01) : Replays.numbers(0.01)) {
                ActionValueCritic critic =
                        (ActionValueCritic) run.add("critics.task", factory, Map.of("hidden", List.of(16)));
                critic.learn(Replays.batch(32, finite));
                same(critic);
            }
        }
    }
}
