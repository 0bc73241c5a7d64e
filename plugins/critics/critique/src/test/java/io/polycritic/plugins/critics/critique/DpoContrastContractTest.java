package io.polycritic.plugins.critics.critique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.language.Contrasts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DpoContrastContractTest extends PluginContract {
    private static final int PAIRS = 3;

    @Override
    protected PartFactory<?, ?> plugin() {
        return new DpoContrast();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, CompiledCompute.withJavaBlas(), null);
    }

    @Override
    protected String path() {
        return "critics.pairs";
    }

    @Override
    protected Map<String, List<?>> otherValues() {
        return Map.of("beta", List.of(0.3));
    }

    /** Loss and gradient with respect to log pi of both texts of each pair. */
    private float[] step(double beta, float[] chosen, float[] rejected, float[] reference) {
        Parameters logs = Parameters.builder("logs")
                .add("chosen", (values, at, shape) -> System.arraycopy(chosen, 0, values, at, PAIRS), PAIRS)
                .add("rejected", (values, at, shape) -> System.arraycopy(rejected, 0, values, at, PAIRS), PAIRS)
                .build();
        try (TestRun run = run()) {
            LossCritic critic = (LossCritic) run.add(path(), new DpoContrast(), Map.of("beta", beta));
            Node references = Graphs.constant(reference, 2 * PAIRS);
            Node loss = critic.loss(Map.of(
                    Contrasts.CHOSEN, Graphs.parameter(logs, "chosen"),
                    Contrasts.REJECTED, Graphs.parameter(logs, "rejected"),
                    Contrasts.REFERENCE_CHOSEN, Shaping.slice(references, 0, 0, PAIRS),
                    Contrasts.REFERENCE_REJECTED, Shaping.slice(references, 0, PAIRS, 2 * PAIRS)));
            try (Program program = CompiledCompute.withJavaBlas()
                    .compile(new Computation().output("loss", loss).gradient("gradient", loss, logs))) {
                float[] result = new float[2 * PAIRS + 1];
                program.run();
                program.get("gradient", result, 0);
                result[2 * PAIRS] = program.scalar("loss");
                return result;
            }
        }
    }

    /** At the reference itself the loss is log 2, and exchanging a pair turns the gradient round. */
    @Test
    void lossIsLogTwoAtTheReferenceAndItsGradientTurnsWithThePair() {
        float[] better = {-4, -7, -2.5f};
        float[] worse = {-5, -3, -9};
        float[] reference = {-4, -7, -2.5f, -5, -3, -9};
        float[] swapped = {-5, -3, -9, -4, -7, -2.5f};
        float[] found = step(0.1, better, worse, reference);
        float[] turned = step(0.1, worse, better, swapped);
        assertEquals(Math.log(2), found[2 * PAIRS], 1e-6);
        assertEquals(Math.log(2), turned[2 * PAIRS], 1e-6);
        for (int i = 0; i < PAIRS; i++) {
            // d/d log pi of -log sigmoid(beta m) at m = 0 is -beta / 2, and the mean is over the pairs.
            assertEquals(-0.1 / 2 / PAIRS, found[i], 1e-7);
            assertEquals(0.1 / 2 / PAIRS, found[PAIRS + i], 1e-7);
            assertEquals(-found[i], turned[PAIRS + i], 1e-7, "the text that was preferred is pushed down now");
        }
    }

    /** -mean log sigmoid(beta ((a - ra) - (b - rb))). */
    @Test
    void lossIsTheFormula() {
        float[] better = {-1, -2, -3};
        float[] worse = {-2, -2, -1};
        float[] reference = {-2, -1, -3, -1, -2, -2};
        double[] margins = {2, -1, -1};
        double expected = 0;
        for (double margin : margins) {
            expected += Math.log1p(Math.exp(-0.5 * margin)) / PAIRS;
        }
        assertEquals(expected, step(0.5, better, worse, reference)[2 * PAIRS], 1e-5);
    }

    @Test
    void betaMustBePositive() {
        try (TestRun run = run()) {
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class, () -> run.add(path(), new DpoContrast(), Map.of("beta", 0)));
            assertEquals("beta", refused.path());
        }
    }
}
