package io.polycritic.rl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import org.junit.jupiter.api.Test;

class CategoriesHeadTest {
    private static final float[] LOGITS = {0.5f, -1, 2, 1, 0, 0, 1, -2, 0.25f, 3};

    private final ActionHead head =
            ActionHead.of(Space.of(FieldSpec.category("agent1", 3), FieldSpec.category("agent2", 2)), 0);

    private static double[] softmax(int from, int count) {
        double sum = 0;
        double[] p = new double[count];
        for (int i = 0; i < count; i++) {
            p[i] = Math.exp(LOGITS[from + i]);
            sum += p[i];
        }
        for (int i = 0; i < count; i++) {
            p[i] /= sum;
        }
        return p;
    }

    @Test
    void choicesAreIndependent() {
        assertEquals(5, head.outputs());
        assertEquals(2, head.width());
        float[] all = new float[12];
        head.probabilities(LOGITS, 2, all);
        for (int row = 0; row < 2; row++) {
            double[] first = softmax(row * 5, 3);
            double[] second = softmax(row * 5 + 3, 2);
            for (int joint = 0; joint < 6; joint++) {
                assertEquals(first[joint / 2] * second[joint % 2], all[row * 6 + joint], 1e-6);
            }
        }
    }

    @Test
    void logProbabilitiesAreThoseOfTheGraph() {
        float[] samples = new float[4];
        float[] logs = new float[2];
        head.draw(null, LOGITS, RandomStream.of(3, "a", "b"), 2, samples, logs, 0);
        Node log = head.logProbability(null, Graphs.input("logits", 2, 5), head.input("samples", 2));
        double[] found = new DoubleInterpreter()
                .set("logits", LOGITS)
                .set("samples", samples)
                .evaluate(log);
        assertLogs(samples, logs);
        assertEquals(found[0], logs[0], 1e-5);
        assertEquals(found[1], logs[1], 1e-5);
    }

    @Test
    void entropiesAdd() {
        Node entropy = head.entropy(null, Graphs.input("logits", 2, 5));
        double expected = 0;
        for (int row = 0; row < 2; row++) {
            for (double[] p : new double[][] {softmax(row * 5, 3), softmax(row * 5 + 3, 2)}) {
                for (double each : p) {
                    expected -= each * Math.log(each) / 2;
                }
            }
        }
        assertEquals(expected, new DoubleInterpreter().set("logits", LOGITS).scalar(entropy), 1e-6);
    }

    private static void assertLogs(float[] samples, float[] logs) {
        for (int row = 0; row < 2; row++) {
            double first = softmax(row * 5, 3)[(int) samples[row * 2]];
            double second = softmax(row * 5 + 3, 2)[(int) samples[row * 2 + 1]];
            assertEquals(Math.log(first * second), logs[row], 1e-5);
        }
    }

    @Test
    void modesAreTheLikeliestChoices() {
        float[] samples = new float[4];
        head.mode(LOGITS, 2, samples);
        assertArrayEquals(new float[] {2, 0, 1, 1}, samples);
    }
}
