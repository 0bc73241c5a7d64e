package io.polycritic.plugins.environments.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.multitask.LinearSystem;
import io.polycritic.multitask.PromptStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinearTasksTest {
    private final TestRun run = new TestRun(1, null, null);

    private PromptStream make(Map<String, ?> config) {
        return (PromptStream) run.add("environment", new LinearTasks(), config);
    }

    private static Batch draw(PromptStream stream, int prompts, int tokens) {
        Batch batch = new Batch(Shape.of(prompts, tokens));
        stream.draw(RandomStream.of(7, "test", "prompts"), batch);
        return batch;
    }

    @Test
    void momentsAreThoseOfTheLaw() {
        PromptStream stream = make(Map.of("covariance", "ar1", "rho", 0.7, "noise", 0.1, "dimension", 3));
        Batch batch = draw(stream, 4000, 20);
        float[] x = batch.numbers("x");
        float[] y = batch.numbers("y");
        double[][] expected = stream.covariance();
        double[] row = {0.49, 0.7, 1};
        assertArrayEquals(row, expected[2], 1e-12);
        int rows = batch.rows();
        double square = 0;
        double[][] found = new double[3][3];
        for (int r = 0; r < rows; r++) {
            square += (double) y[r] * y[r] / rows;
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    found[i][j] += (double) x[r * 3 + i] * x[r * 3 + j] / rows;
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(expected[i], found[i], 0.02);
        }
        assertEquals(1 + 0.1, square, 0.05);
    }

    /** Without noise, pairs of one prompt lie on one plane; the next prompt has another one. */
    @Test
    void coefficientsAreThePromptsOwn() {
        PromptStream stream = make(Map.of("noise", 0, "dimension", 2, "targets", 2));
        Batch batch = draw(stream, 2, 5);
        float[] x = batch.numbers("x");
        float[] y = batch.numbers("y");
        double[][] solved = new double[4][];
        for (int prompt = 0; prompt < 2; prompt++) {
            for (int n = 0; n < 2; n++) {
                int row = prompt * 5;
                int at = n * 2;
                double[][] a = {
                    {x[row * 4 + at], x[row * 4 + at + 1]}, {x[(row + 1) * 4 + at], x[(row + 1) * 4 + at + 1]}
                };
                double[] beta = {y[row * 2 + n], y[(row + 1) * 2 + n]};
                assertTrue(LinearSystem.solve(a, beta));
                for (int token = 2; token < 5; token++) {
                    int r = row + token;
                    assertEquals(beta[0] * x[r * 4 + at] + beta[1] * x[r * 4 + at + 1], y[r * 2 + n], 1e-4);
                }
                solved[prompt * 2 + n] = beta;
            }
        }
        assertTrue(Math.abs(solved[0][0] - solved[2][0]) > 1e-3);
        assertTrue(Math.abs(solved[0][0] - solved[1][0]) > 1e-3);
    }

    @Test
    void offsetsMoveWhatIsShownAlone() {
        Batch plain = draw(make(Map.of()), 2, 6);
        Batch moved = draw(make(Map.of("offsetX", 3, "offsetY", -2)), 2, 6);
        for (int i = 0; i < plain.numbers("x").length; i++) {
            assertEquals(plain.numbers("x")[i] + 3, moved.numbers("x")[i], 1e-5);
        }
        for (int i = 0; i < plain.numbers("y").length; i++) {
            assertEquals(plain.numbers("y")[i] - 2, moved.numbers("y")[i], 1e-5);
        }
    }

    /** Whatever the covariance and the length are, the spec is one: they can be swapped in a live run. */
    @Test
    void lengthAndCovarianceAreNoPartOfTheSpec() {
        PromptStream plain = make(Map.of());
        PromptStream other = make(Map.of("covariance", "ar1", "length", 80));
        assertEquals(plain.spec(), other.spec());
        assertEquals(80, other.length());
    }

    @Test
    void badSettingsAreRefused() {
        for (double rho : new double[] {1, -1, 1.5}) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> make(Map.of("covariance", "ar1", "rho", rho)));
            assertEquals("rho", refused.path());
            assertTrue(refused.getMessage().contains("not positive definite"), refused.getMessage());
        }
        for (Map<String, Integer> bad :
                java.util.List.of(Map.of("length", 1), Map.of("dimension", 0), Map.of("targets", 0))) {
            InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> make(bad));
            assertEquals(bad.keySet().iterator().next(), refused.path());
        }
    }
}
