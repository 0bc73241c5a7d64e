package io.polycritic.plugins.learners.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.onnx.testkit.OnnxCheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exported encoders of all kinds encode like the learner's own, in ONNX Runtime. */
class OnnxTest {
    @ParameterizedTest
    @EnumSource
    void encoder(NetworkShape.Kind kind) throws Exception {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        NetworkShape shape =
                new NetworkShape(FieldSpec.numbers("image", 3, 8, 8), kind, 12, new int[] {10}, new int[] {9}, 5, 2);
        Networks networks = new Networks(shape, run.context("learner").random("initial"));
        EncoderLearner learner = new EncoderLearner(
                networks, new EncoderLearner.Constants(4, 0, 0, 0, "optimizers.main"), run.context("learner"));
        assertEquals(0, OnnxCheck.model(learner, "encoder1", CompiledCompute.withJavaBlas()), 1e-5);
    }
}
