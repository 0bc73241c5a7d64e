package io.polycritic.plugins.environments.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.experience.Ending;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers of MountainCarContinuous-v0, computed apart from this code from the published equations. */
class MountainCarContinuousTest extends TaskContract {
    @Override
    protected EnvironmentFactory<?> plugin() {
        return new MountainCarContinuous();
    }

    @Override
    int stepLimit() {
        return 999;
    }

    @Override
    float harmless(double[] state) {
        return 0;
    }

    @Test
    void matchesThePublishedEquations() {
        Trial trial = in(-0.5, 0);
        trial.act(1);
        trial.expect(-0.4986768364906311, 0.0013231569901108742);
        assertEquals(-0.1, trial.reward(), 1e-7);
        trial.act(-0.5f);
        trial.expect(-0.49829041957855225, 0.0003864165337290615);
        assertEquals(-0.025, trial.reward(), 1e-7);
        trial.act(0.25f);
        trial.expect(-0.4977186322212219, 0.000571786193177104);
        assertEquals(-0.00625, trial.reward(), 1e-7);
    }

    /** A force beyond 1 pushes like 1, but its whole square is charged. */
    @Test
    void forceIsLimited() {
        Trial trial = in(-0.4977186322212219, 0.000571786193177104);
        trial.act(2);
        trial.expect(-0.49584075808525085, 0.0018778800731524825);
        assertEquals(-0.4, trial.reward(), 1e-7);
    }

    @Test
    void wallStopsTheCar() {
        Trial trial = in(-1.19, -0.05);
        assertEquals(Ending.RUNNING, trial.act(-1));
        trial.expect((float) -1.2, 0);
    }

    @Test
    void velocityIsLimited() {
        Trial trial = in(-0.5, 0.0699);
        trial.act(1);
        trial.expect((float) (-0.5 + 0.07), (float) 0.07);
    }

    @Test
    void goalGivesAHundredLessTheEffort() {
        Trial trial = in(0.43, 0.03);
        assertEquals(Ending.TERMINATED, trial.act(0.5f));
        trial.expect(0.46005719900131226, 0.03005719743669033);
        assertEquals(99.975, trial.reward(), 1e-5);
    }

    @Test
    void goalVelocityIsASetting() {
        Trial slow = new Trial(world(run(), Map.of("goalVelocity", 0.05)), 0.43, 0.03);
        assertEquals(Ending.RUNNING, slow.act(0.5f));
        assertEquals(-0.025, slow.reward(), 1e-7);
        Trial fast = new Trial(world(run(), Map.of("goalVelocity", 0.05)), 0.43, 0.06);
        assertEquals(Ending.TERMINATED, fast.act(0.5f));
    }

    /** Pushing with the motion gets the car up: 106 steps from the middle of the valley. */
    @Test
    void canBeSolved() {
        Trial trial = in(-0.5, 0);
        double sum = 0;
        int steps = 0;
        Ending ending = Ending.RUNNING;
        while (ending == Ending.RUNNING) {
            ending = trial.act(trial.state()[1] >= 0 ? 1 : -1);
            sum += trial.reward();
            steps++;
        }
        assertEquals(Ending.TERMINATED, ending);
        assertEquals(106, steps);
        assertEquals(89.4, sum, 1e-4);
    }

    @Test
    void resetsAreUniform() {
        Trial trial = in();
        double sum = 0;
        double squares = 0;
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            trial.lane.reset();
            double position = trial.state()[0];
            assertTrue(position >= -0.6 && position < -0.4, "between -0.6 and -0.4");
            assertEquals(0, trial.state()[1]);
            sum += position;
            squares += (position + 0.5) * (position + 0.5);
        }
        assertEquals(-0.5, sum / count, 5 * 0.0577 / Math.sqrt(count));
        assertEquals(0.01 / 3, squares / count, 5 * 0.003 / Math.sqrt(count));
    }
}
