package io.polycritic.plugins.environments.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.experience.Ending;
import org.junit.jupiter.api.Test;

/** Numbers of Acrobot-v1, computed apart from this code from the published equations. */
class AcrobotTest extends TaskContract {
    @Override
    protected EnvironmentFactory<?> plugin() {
        return new Acrobot();
    }

    @Override
    int stepLimit() {
        return 500;
    }

    @Override
    float harmless(double[] state) {
        return 1;
    }

    @Test
    void matchesThePublishedEquations() {
        Trial trial = in(0.05, -0.03, 0.02, 0.08);
        trial.act(2);
        trial.expect(0.03405213846708049, 0.027539970333267196, -0.17417025006198744, 0.48249323535960276);
        trial.act(2);
        trial.act(0);
        trial.expect(-0.05566887924213988, 0.24586349800760646, -0.08379116314304197, 0.14699073077581426);
        trial.act(1);
        trial.act(0);
        trial.expect(-0.028799894725549807, 0.1471738867268971, 0.2711071705399082, -0.777299048423806);
        assertEquals(-1, trial.reward());
        assertArrayEquals(
                new float[] {
                    (float) Math.cos(-0.028799894725549807),
                    (float) Math.sin(-0.028799894725549807),
                    (float) Math.cos(0.1471738867268971),
                    (float) Math.sin(0.1471738867268971),
                    0.2711071705399082f,
                    -0.777299048423806f
                },
                trial.lane.observation(),
                1e-7f);
    }

    @Test
    void anglesAreWrapped() {
        Trial trial = in(3.1, -3.0, 4.0, -5.0);
        assertEquals(Ending.RUNNING, trial.act(1));
        trial.expect(-2.3573281072490873, 2.239217753872502, 4.4116537616363125, -5.7624426244018245);
    }

    @Test
    void velocitiesAreBounded() {
        Trial trial = in(0.5, 0.5, 12.5, 28.0);
        trial.act(2);
        trial.expect(-0.8255851091363189, 2.7797259088754287, 4 * Math.PI, -9 * Math.PI);
        trial = in(-0.5, -0.5, -12.5, -28.0);
        trial.act(0);
        trial.expect(0.8255851091363189, -2.779725908875429, -4 * Math.PI, 9 * Math.PI);
    }

    /** The end must be more than one link above the axle; the step that gets it there costs nothing. */
    @Test
    void endsAboveTheBar() {
        Trial trial = in(2.0, 0.6, 1.0, 0.5);
        assertEquals(Ending.TERMINATED, trial.act(1));
        assertEquals(0, trial.reward());
        trial = in(1.5, 0.6, 1.0, 0.5);
        assertEquals(Ending.RUNNING, trial.act(1));
        assertEquals(-1, trial.reward());
    }

    /** Without torque the energy of the arm stays, as far as an integrator of these long steps keeps it. */
    @Test
    void keepsItsEnergyWithoutTorque() {
        Trial trial = in(0.8, -0.4, 0, 0);
        double start = energy(trial.state());
        for (int i = 0; i < 50; i++) {
            trial.act(1);
            assertEquals(start, energy(trial.state()), 0.01 * Math.abs(start));
        }
    }

    private static double energy(double[] s) {
        double first = s[2] * s[2] / 2 * (0.25 + 1);
        double cross = Math.cos(s[1]) * s[2] * (s[2] + s[3]) * 0.5;
        double second = 0.5 * s[2] * s[2] + cross + (0.25 + 1) / 2 * Math.pow(s[2] + s[3], 2);
        double height = -0.5 * Math.cos(s[0]) - Math.cos(s[0]) - 0.5 * Math.cos(s[0] + s[1]);
        return first + second + 9.8 * height;
    }

    @Test
    void resetsAreUniformIn32Bits() {
        Trial trial = in();
        double[] squares = new double[4];
        int count = 10_000;
        for (int i = 0; i < count; i++) {
            trial.lane.reset();
            double[] state = trial.state();
            for (int k = 0; k < 4; k++) {
                assertTrue(Math.abs(state[k]) <= 0.1f, "within 0.1");
                assertEquals((float) state[k], state[k], 0, "of 32 bits");
                squares[k] += state[k] * state[k];
            }
        }
        for (int k = 0; k < 4; k++) {
            assertEquals(0.01 / 3, squares[k] / count, 5 * 0.003 / Math.sqrt(count));
        }
    }
}
