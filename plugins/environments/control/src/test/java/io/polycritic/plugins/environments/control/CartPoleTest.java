package io.polycritic.plugins.environments.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.experience.Ending;
import org.junit.jupiter.api.Test;

/** Numbers of CartPole-v1, computed apart from this code from the published equations. */
class CartPoleTest extends TaskContract {
    @Override
    protected EnvironmentFactory<?> plugin() {
        return new CartPole();
    }

    @Override
    int stepLimit() {
        return 500;
    }

    /** A linear controller that balances for ever. */
    @Override
    float harmless(double[] state) {
        return 0.1 * state[0] + 0.3 * state[1] + 3 * state[2] + state[3] > 0 ? 1 : 0;
    }

    @Test
    void matchesThePublishedEquations() {
        Trial trial = in(0.01, -0.02, 0.03, 0.04);
        trial.act(1);
        trial.expect(0.009600000000000001, 0.17467919574755525, 0.030799999999999998, -0.2430687179600081);
        trial.act(1);
        trial.expect(0.013093583914951107, 0.3693479760579556, 0.025938625640799837, -0.5258796280501483);
        trial.act(0);
        trial.expect(0.02048054343611022, 0.17387081260481596, 0.01542103307979687, -0.22513741609237464);
        assertEquals(1, trial.reward());
        assertArrayEquals(
                new float[] {0.02048054343611022f, 0.17387081260481596f, 0.01542103307979687f, -0.22513741609237464f},
                trial.lane.observation());
    }

    @Test
    void endsAfterTenPushesToOneSideWithAReward() {
        Trial trial = in(0.01, -0.02, 0.03, 0.04);
        for (int i = 1; i < 10; i++) {
            assertEquals(Ending.RUNNING, trial.act(1));
        }
        assertEquals(Ending.TERMINATED, trial.act(1));
        assertEquals(1, trial.reward(), "the step that ends it counts");
        trial.expect(0.18148412486073115, 1.9330643896994748, -0.2235691808247548, -2.984082745435586);
    }

    @Test
    void endsBeyondTheTrackOrTwelveDegrees() {
        assertEquals(Ending.TERMINATED, in(2.39, 1, 0, 0).act(0));
        assertEquals(Ending.RUNNING, in(2.37, 1, 0, 0).act(0));
        assertEquals(Ending.TERMINATED, in(-2.39, -1, 0, 0).act(0));
        assertEquals(Ending.TERMINATED, in(0, 0, 0.2094, 0.01).act(0));
        assertEquals(Ending.RUNNING, in(0, 0, 0.2094, 0.001).act(0));
        assertEquals(Ending.TERMINATED, in(0, 0, -0.2094, -0.01).act(0));
    }

    @Test
    void resetsAreUniform() {
        Trial trial = in();
        double[] sum = new double[4];
        double[] squares = new double[4];
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            trial.lane.reset();
            for (int k = 0; k < 4; k++) {
                double value = trial.lane.observation()[k];
                assertTrue(Math.abs(value) <= 0.05f, "within 0.05");
                sum[k] += value;
                squares[k] += value * value;
            }
        }
        for (int k = 0; k < 4; k++) {
            assertEquals(0, sum[k] / count, 5 * 0.0289 / Math.sqrt(count));
            assertEquals(0.0025 / 3, squares[k] / count, 5 * 0.00075 / Math.sqrt(count));
        }
    }
}
