package io.polycritic.games;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageGameTest {
    private static final StageGame.Role JOINT = new StageGame.Role(true, 2, StageGame.Averaging.ENUMERATE);
    private static final StageGame.Role DIRECT = new StageGame.Role(false, 2, StageGame.Averaging.ENUMERATE);

    private static float[] numbers(int count, int seed) {
        RandomStream random = RandomStream.of(seed, "values", "test");
        float[] values = new float[count];
        random.gaussians(values, 0, count);
        return values;
    }

    private static StageGame solved(JointActions actions, StageGame.Role... roles) {
        StageGame stage = new StageGame(actions, List.of(roles), RandomStream.of(1, "others", "test"));
        List<float[]> values = new java.util.ArrayList<>();
        for (int i = 0; i < roles.length; i++) {
            values.add(numbers(2 * (roles[i].joint() ? actions.size() : actions.count(i)), i));
        }
        stage.solve(values, 1);
        return stage;
    }

    @Test
    void aDirectCriticsPolicyIsBoltzmann() {
        JointActions actions = JointActions.of(3, 2);
        StageGame stage = solved(actions, DIRECT, DIRECT);
        float[] values = numbers(6, 0);
        double sum = 0;
        for (int a = 0; a < 3; a++) {
            sum += Math.exp(2 * values[3 + a]);
        }
        for (int a = 0; a < 3; a++) {
            assertEquals(Math.exp(2 * values[3 + a]) / sum, stage.policy(0)[a], 1e-9);
        }
    }

    @Test
    void jointCriticsAnswerOneAnother() {
        JointActions actions = JointActions.of(3, 2, 2);
        StageGame stage = solved(actions, JOINT, JOINT, DIRECT);
        for (int agent = 0; agent < 2; agent++) {
            float[] values = numbers(2 * actions.size(), agent);
            float[] others = new float[actions.others(agent)];
            stage.others(agent, others, 0);
            double[] logits = new double[actions.count(agent)];
            for (int joint = 0; joint < actions.size(); joint++) {
                logits[actions.own(agent, joint)] +=
                        2 * others[actions.other(agent, joint)] * values[actions.size() + joint];
            }
            double sum = 0;
            for (double logit : logits) {
                sum += Math.exp(logit);
            }
            for (int a = 0; a < logits.length; a++) {
                assertEquals(Math.exp(logits[a]) / sum, stage.policy(agent)[a], 1e-3);
            }
        }
    }

    @Test
    void theOthersWeightsAreProducts() {
        JointActions actions = JointActions.of(3, 2, 2);
        StageGame stage = solved(actions, DIRECT, DIRECT, DIRECT);
        float[] weights = new float[6];
        stage.others(1, weights, 0);
        float[] products = new float[6];
        for (int a = 0; a < 3; a++) {
            for (int c = 0; c < 2; c++) {
                products[a * 2 + c] = (float) (stage.policy(0)[a] * stage.policy(2)[c]);
            }
        }
        assertArrayEquals(products, weights, 1e-7f);
    }

    @Test
    void samplesAreThirtyTwo() {
        JointActions actions = JointActions.of(2, 20, 20);
        StageGame.Role sampling = new StageGame.Role(true, 2, StageGame.Averaging.AUTO);
        StageGame stage = solved(actions, sampling, DIRECT, DIRECT);
        float[] weights = new float[400];
        stage.others(0, weights, 0);
        double sum = 0;
        for (float weight : weights) {
            assertEquals(0, weight * 32 % 1, 1e-6);
            sum += weight;
        }
        assertEquals(1, sum, 1e-6);
    }
}
