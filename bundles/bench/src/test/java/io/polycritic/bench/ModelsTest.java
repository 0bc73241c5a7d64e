package io.polycritic.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Program;
import io.polycritic.compute.CompiledCompute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The peer's models have as many parameters, layer by layer. */
class ModelsTest {
    private static final CompiledCompute COMPUTE = CompiledCompute.withJavaBlas();

    @Test
    void networksAreAsLargeAsThePeers() {
        int one = 8 * 64 + 64 + 64 * 64 + 64 + 64 + 1;
        assertEquals(one, Models.regressions(1, 64, 256).parameters().size());
        assertEquals(4 * one, Models.regressions(4, 64, 256).parameters().size());
    }

    @Test
    void theTransformerIsAsLargeAsThePeers() {
        int norm = 2 * 128;
        int attention = 128 * 384 + 384 + 128 * 128 + 128;
        int dense = 128 * 512 + 512 + 512 * 128 + 128;
        int tables = 64 * 128 + 64 * 128;
        int size = tables + 2 * (2 * norm + attention + dense) + norm + 128 * 64;
        assertEquals(size, Models.transformer(32, 64, 128, 2).parameters().size());
    }

    @Test
    void theEncoderIsAsLargeAsThePeers() {
        int convolutions = 9 * 16 + 16 + 9 * 16 * 32 + 32;
        assertEquals(
                convolutions + 32 * 49 * 128 + 128,
                Models.contrast(256, 128).parameters().size());
    }

    @Test
    void everyLossFallsAlongItsGradient() {
        for (Model model :
                List.of(Models.regressions(2, 8, 16), Models.transformer(2, 8, 16, 1), Models.contrast(4, 8))) {
            try (Program program = COMPUTE.compile(model.computation())) {
                model.inputs().forEach((name, values) -> program.set(name, values, 0));
                float[] gradient = new float[model.parameters().size()];
                program.run();
                float before = program.scalar(Model.LOSS);
                program.get(Model.GRADIENT, gradient, 0);
                double square = 0;
                for (float each : gradient) {
                    square += each * each;
                }
                assertTrue(square > 0, "the loss depends on the parameters");
                float rate = (float) (1e-3 / Math.sqrt(square));
                for (int i = 0; i < gradient.length; i++) {
                    model.parameters().values()[i] -= rate * gradient[i];
                }
                program.run();
                assertTrue(program.scalar(Model.LOSS) < before, before + " -> " + program.scalar(Model.LOSS));
            }
        }
    }
}
