package io.polycritic.plugins.environments.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What all control tasks have in common. */
abstract class TaskContract extends PluginContract {
    @Override
    protected TestRun run() {
        return new TestRun(3, null, null);
    }

    @Override
    protected String path() {
        return "environment";
    }

    @Override
    protected void prepare(TestRun run) {
        for (Lane lane : run.part("environment", World.class).lanes(3)) {
            lane.reset();
            lane.step(new float[] {1}, 0);
        }
    }

    /** The number of steps after which an episode is cut. */
    abstract int stepLimit();

    /** An action under which an episode of the first lane lasts as long as it may; called before each step. */
    abstract float harmless(double[] state);

    final World world(TestRun run, Map<String, ?> config) {
        return (World) run.add("environment", plugin(), config);
    }

    /** The only lane of a new world, in a given state. */
    final Trial in(double... state) {
        return new Trial(world(run(), Map.of()), state);
    }

    @Test
    void episodeIsTruncatedAtTheStepLimit() {
        Trial trial = new Trial(world(run(), Map.of()));
        assertEquals(stepLimit(), trial.world.spec().maxEpisodeSteps());
        for (int step = 1; step < stepLimit(); step++) {
            assertEquals(Ending.RUNNING, trial.act(harmless(trial.state())), "step " + step);
        }
        assertEquals(Ending.TRUNCATED, trial.act(harmless(trial.state())));
        assertEquals(Ending.TRUNCATED, trial.act(harmless(trial.state())), "a truncated episode may be continued");
        trial.lane.reset();
        assertEquals(Ending.RUNNING, trial.act(0));
    }

    @Test
    void stepLimitIsASetting() {
        Trial trial = new Trial(world(run(), Map.of("maxEpisodeSteps", 2)));
        assertEquals(Ending.RUNNING, trial.act(0));
        assertEquals(Ending.TRUNCATED, trial.act(0));
    }

    @Test
    void laneMustBeResetFirst() {
        Lane lane = world(run(), Map.of()).lanes(1).get(0);
        assertThrows(IllegalStateException.class, () -> lane.step(new float[1], 0));
    }

    @Test
    void actionThatIsNoneIsRefused() {
        Trial trial = new Trial(world(run(), Map.of()));
        assertThrows(IllegalArgumentException.class, () -> trial.act(Float.NaN));
        if (trial.world.spec().action().isCategory()) {
            float classes = (float) trial.world.spec().action().fields().get(0).high() + 1;
            assertThrows(IllegalArgumentException.class, () -> trial.act(classes));
            assertThrows(IllegalArgumentException.class, () -> trial.act(-1));
            assertThrows(IllegalArgumentException.class, () -> trial.act(0.5f));
        }
    }

    @Test
    void observationsStayWithinTheirLimits() {
        Trial trial = new Trial(world(run(), Map.of()));
        RandomStream random = RandomStream.of(8, "test", "actions");
        List<FieldSpec> fields = trial.world.spec().observation().fields();
        for (int step = 0; step < 3000; step++) {
            int at = 0;
            for (FieldSpec field : fields) {
                for (int i = 0; i < field.width(); i++) {
                    float value = trial.lane.observation()[at++];
                    // A limit of 64 bits may lie just below the 32-bit number that it is reported as.
                    boolean within = value >= (float) field.low() && value <= (float) field.high();
                    assertTrue(within, field.name() + " is " + value);
                }
            }
            if (trial.act(any(trial.world, random)) != Ending.RUNNING) {
                trial.lane.reset();
            }
        }
    }

    /** Saved at many instants, loaded into a world of another seed: both go on with the same numbers. */
    @Test
    void savedStateContinuesBitForBit() {
        TestRun first = run();
        TestRun second = new TestRun(77, null, null);
        List<Lane> lanes = world(first, Map.of()).lanes(3);
        lanes.forEach(Lane::reset);
        World copy = world(second, Map.of());
        copy.lanes(1).get(0).reset();
        RandomStream random = RandomStream.of(5, "test", "actions");
        for (int start = 0; start < 20; start++) {
            act(first, random, 7);
            second.load(first.save());
            RandomStream same = RandomStream.of(5, "test", "after-" + start);
            RandomStream again = RandomStream.of(5, "test", "after-" + start);
            List<float[]> expected = act(first, same, 40);
            List<float[]> actual = act(second, again, 40);
            for (int i = 0; i < expected.size(); i++) {
                assertArrayEquals(expected.get(i), actual.get(i), "record " + i + " after copy " + start);
            }
        }
    }

    @Test
    void stateOfAnotherTaskBeginsAnew() {
        World world = world(run(), Map.of());
        State other = new State();
        other.put("lanes", new long[] {2}, false);
        other.put("lane-0/state", new double[17], false);
        world.load(other.reader(new State.Report()));
        assertEquals(Ending.RUNNING, world.lanes(2).get(1).step(new float[] {1}, 0));
    }

    @Test
    void drawsItself() {
        Trial trial = new Trial(world(run(), Map.of()));
        List<Drawn.Mark> before = ((Drawn) trial.lane).draw();
        assertFalse(before.isEmpty());
        for (int i = 0; i < 5; i++) {
            trial.act(1);
        }
        List<Drawn.Mark> after = ((Drawn) trial.lane).draw();
        boolean moved = false;
        for (int i = 0; i < before.size(); i++) {
            moved |= !java.util.Arrays.equals(before.get(i).xs(), after.get(i).xs());
        }
        assertTrue(moved, "the drawing shows the motion");
    }

    private static List<float[]> act(TestRun run, RandomStream random, int steps) {
        World world = run.part("environment", World.class);
        List<float[]> records = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            for (Lane lane : world.lanes(3)) {
                if (lane.step(new float[] {any(world, random)}, 0) != Ending.RUNNING) {
                    lane.reset();
                }
                records.add(lane.observation().clone());
                records.add(lane.signals().clone());
            }
        }
        return records;
    }

    private static float any(World world, RandomStream random) {
        FieldSpec action = world.spec().action().fields().get(0);
        return world.spec().action().isCategory()
                ? random.nextInt((int) action.high() + 1)
                : (float) random.nextDouble(action.low(), action.high());
    }

    /** A lane and the state in it. */
    static final class Trial {
        final World world;
        final Lane lane;

        Trial(World world, double... state) {
            this.world = world;
            this.lane = world.lanes(1).get(0);
            lane.reset();
            if (state.length > 0) {
                State saved = State.of(world);
                System.arraycopy(state, 0, (double[]) saved.values().get("lane-0/state"), 0, state.length);
                world.load(saved.reader());
            }
        }

        Ending act(float action) {
            return lane.step(new float[] {action}, 0);
        }

        double reward() {
            return lane.signals()[0];
        }

        double[] state() {
            return (double[]) State.of(world).values().get("lane-0/state");
        }

        void expect(double... state) {
            assertArrayEquals(state, state(), 1e-12);
        }
    }
}
