package io.polycritic.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.api.testkit.tensor.GradientCheck;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.nn.Initializers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairFormTest {
    private static final int RESPONSES = 6;

    private static float[] gaussians(long seed, int count) {
        float[] numbers = new float[count];
        RandomStream.of(seed, "form", "numbers").gaussians(numbers, 0, count);
        return numbers;
    }

    /** s of all pairs of one set. */
    private static float[] matrix(PairForm form, float[] embeddings, float[] scale) {
        int n = embeddings.length / form.width();
        Node scales = scale == null ? null : Graphs.constant(scale, 1, n, form.scales());
        Node matrix = form.matrix(Graphs.constant(embeddings, 1, n, form.width()), scales);
        return run(matrix);
    }

    private static float[] run(Node node) {
        float[] values = new float[node.shape().size()];
        try (Program program = CompiledCompute.withJavaBlas().compile(new Computation().output("values", node))) {
            program.run();
            program.get("values", values, 0);
        }
        return values;
    }

    /** Section 4 of arXiv 2410.02197, number by number. */
    @Test
    void skewScoresAreTheSumOverBlocks() {
        SkewForm form = new SkewForm(3);
        float[] v = gaussians(1, RESPONSES * 6);
        float[] scale = new float[RESPONSES * 3];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = 0.5f + i % 3;
        }
        float[] found = matrix(form, v, scale);
        for (int i = 0; i < RESPONSES; i++) {
            for (int j = 0; j < RESPONSES; j++) {
                double sum = 0;
                for (int l = 0; l < 3; l++) {
                    double forth = v[i * 6 + 2 * l] * (double) v[j * 6 + 2 * l + 1];
                    double back = v[i * 6 + 2 * l + 1] * (double) v[j * 6 + 2 * l];
                    sum += scale[l] * (forth - back);
                }
                assertEquals(sum, found[i * RESPONSES + j], 1e-5);
            }
        }
    }

    @Test
    void pairsAndMatricesAgree() {
        for (PairForm form : List.of(new SkewForm(2), new BradleyTerry())) {
            int w = form.width();
            float[] v = gaussians(2, RESPONSES * w);
            float[] all = matrix(form, v, null);
            Node x = Graphs.constant(v, RESPONSES, w);
            List<Node> turned = new ArrayList<>();
            for (int i = 0; i < RESPONSES; i++) {
                int from = (i + 1) % RESPONSES;
                turned.add(Shaping.slice(x, 0, from, from + 1));
            }
            float[] pairs = run(form.score(x, Shaping.concat(0, turned.toArray(Node[]::new)), null));
            for (int i = 0; i < RESPONSES; i++) {
                int j = (i + 1) % RESPONSES;
                assertEquals(all[i * RESPONSES + j], pairs[i], 1e-5, form.toString());
                assertEquals(-all[j * RESPONSES + i], pairs[i], 1e-5, form.toString());
            }
        }
    }

    @Test
    void embeddingsOfOneRewardAreBradleyTerry() {
        float[] rewards = gaussians(3, RESPONSES);
        float[] v = new float[2 * RESPONSES];
        for (int i = 0; i < RESPONSES; i++) {
            v[2 * i] = rewards[i];
            v[2 * i + 1] = 1;
        }
        float[] skew = matrix(new SkewForm(1), v, null);
        assertArrayEquals(matrix(new BradleyTerry(), rewards, null), skew, 1e-7f);
        for (int i = 0; i < RESPONSES; i++) {
            for (int j = 0; j < RESPONSES; j++) {
                double expected = 1 / (1 + Math.exp(rewards[j] - (double) rewards[i]));
                assertEquals(expected, Judge.OF_LOG_ODDS.probability(skew[i * RESPONSES + j]), 1e-7);
            }
        }
    }

    @Test
    void turningAllBlocksChangesNoScore() {
        float[] v = gaussians(4, RESPONSES * 4);
        float[] turned = new float[v.length];
        double cos = Math.cos(0.7);
        double sin = Math.sin(0.7);
        for (int i = 0; i < v.length; i += 2) {
            turned[i] = (float) (cos * v[i] - sin * v[i + 1]);
            turned[i + 1] = (float) (sin * v[i] + cos * v[i + 1]);
        }
        SkewForm form = new SkewForm(2);
        assertArrayEquals(matrix(form, v, null), matrix(form, turned, null), 1e-5f);
    }

    @Test
    void lossesAgreeWithTheirFormulasAndGradients() {
        float[] preferred = {1, 0, 0.25f};
        Parameters z = Parameters.builder("z")
                .add("z", Initializers.gaussian(RandomStream.of(5, "z", "z"), 1), 3)
                .build();
        Node logits = Graphs.parameter(z, "z");
        Node labels = Graphs.constant(preferred, 3);
        Node logistic = PreferenceLoss.logistic(logits, labels, 0.3f);
        Node regression = PreferenceLoss.regression(logits, labels, 10);
        double expected = 0;
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double value = z.values()[i];
            double shortOf = Math.log1p(Math.exp(-value + 0.3));
            double beyond = Math.log1p(Math.exp(value + 0.3));
            expected += (preferred[i] * shortOf + (1 - preferred[i]) * beyond) / 3;
            squares += Math.pow(value - (2 * preferred[i] - 1) * 10, 2) / 6;
        }
        assertEquals(expected, run(logistic)[0], 1e-5);
        assertEquals(squares, run(regression)[0], 1e-4);
        GradientCheck.check(new DoubleInterpreter(), logistic, z, 1e-6);
        GradientCheck.check(new DoubleInterpreter(), regression, z, 1e-6);
    }
}
