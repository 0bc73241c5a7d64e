package io.polycritic.plugins.environments.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.EnvironmentFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers of Pendulum-v1, computed apart from this code from the published equations. */
class PendulumTest extends TaskContract {
    @Override
    protected EnvironmentFactory<?> plugin() {
        return new Pendulum();
    }

    @Override
    int stepLimit() {
        return 200;
    }

    @Override
    float harmless(double[] state) {
        return 2;
    }

    @Test
    void matchesThePublishedEquations() {
        Trial trial = in(3.0, 0.5);
        trial.act(1.5f);
        trial.expect(3.041542000302245, 0.8308400060449004);
        assertEquals(-9.02725, trial.reward(), 1e-6);
        trial.act(-5);
        trial.expect(3.071829643732646, 0.6057528686080214);
        assertEquals(-9.324007251167052, trial.reward(), 1e-6);
        trial.act(2);
        trial.expect(3.119731278498855, 0.9580326953241811);
        trial.act(0.25f);
        trial.expect(3.1703276495326453, 1.0119274206758075);
        assertEquals(-9.824568414575111, trial.reward(), 1e-6);
        assertArrayEquals(
                new float[] {
                    (float) Math.cos(3.1703276495326453), (float) Math.sin(3.1703276495326453), 1.0119274206758075f
                },
                trial.lane.observation(),
                1e-7f);
    }

    /** Torques beyond 2 N m count as 2 in motion and cost, speeds beyond 8 rad/s as 8. */
    @Test
    void torqueAndSpeedAreLimited() {
        Trial trial = in(-1.5, -7.9);
        trial.act(-50);
        trial.expect(-1.9, -8);
        assertEquals(-8.495, trial.reward(), 1e-6);
        trial = in(1.5, 7.9);
        trial.act(2);
        trial.expect(1.9, 8);
    }

    @Test
    void costCountsTheAngleFromUpright() {
        Trial trial = in(9.0, 1.0);
        trial.act(0);
        assertEquals(-7.4810820751248785, trial.reward(), 1e-6);
        trial = in(-9.0, -1.0);
        trial.act(0);
        assertEquals(-7.4810820751248785, trial.reward(), 1e-6);
        trial = in(0, 0);
        trial.act(0);
        assertEquals(0, trial.reward(), 0);
        trial = in(Math.PI, 0);
        trial.act(0);
        assertEquals(-Math.PI * Math.PI, trial.reward(), 1e-6);
    }

    @Test
    void gravityIsASetting() {
        Trial trial = new Trial(world(run(), Map.of("gravity", 9.81)), 1.0, 0);
        trial.act(0);
        assertEquals(1.5 * 9.81 * Math.sin(1) * 0.05, trial.state()[1], 1e-12);
    }

    @Test
    void resetsAreUniform() {
        Trial trial = in();
        double[] squares = new double[2];
        double[] sum = new double[2];
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            trial.lane.reset();
            double angle = Math.atan2(trial.lane.observation()[1], trial.lane.observation()[0]);
            double spin = trial.lane.observation()[2];
            assertTrue(Math.abs(spin) <= 1, "spin within 1 rad/s");
            sum[0] += angle;
            sum[1] += spin;
            squares[0] += angle * angle;
            squares[1] += spin * spin;
        }
        assertEquals(0, sum[0] / count, 5 * 1.814 / Math.sqrt(count));
        assertEquals(0, sum[1] / count, 5 * 0.577 / Math.sqrt(count));
        assertEquals(Math.PI * Math.PI / 3, squares[0] / count, 5 * 2.95 / Math.sqrt(count));
        assertEquals(1.0 / 3, squares[1] / count, 5 * 0.3 / Math.sqrt(count));
    }
}
