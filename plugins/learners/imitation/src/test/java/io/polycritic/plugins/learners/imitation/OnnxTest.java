package io.polycritic.plugins.learners.imitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.onnx.testkit.OnnxCheck;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported policies act like the learner's own, in ONNX Runtime. */
class OnnxTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clonedPolicy(boolean classes) throws Exception {
        try (TestRun run = Steps.run(classes, -1, Map.of("observationClip", 1.5))) {
            PolicyLearner learner = run.part("learner", PolicyLearner.class);
            for (int i = 0; i < 10; i++) {
                learner.update();
            }
            assertEquals(0, OnnxCheck.policy(learner, run.context("learner").environment()), 1e-5);
        }
    }
}
