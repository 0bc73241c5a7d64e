package io.polycritic.plugins.environments.robotics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved states continue bit for bit, and lanes do not know of each other. */
class ExactnessTest {
    /** From each of many instants, most of them with the tip on a block, another world continues identically. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void copyContinuesBitForBitInMidContact(int blocks) {
        Map<String, ?> config = Map.of("blocks", blocks, "goal", true);
        int contacts = 0;
        int lanes = 4;
        try (Table original = new Table(21, lanes, config);
                Table copy = new Table(99, lanes, config)) {
            RandomStream noise = RandomStream.of(1, "test", "noise");
            for (int start = 0; start < 60; start++) {
                for (Lane lane : original.lanes) {
                    chase(original, lane, noise);
                }
                copy.run.load(original.run.save());
                for (int i = 0; i < lanes; i++) {
                    contacts += original.lanes.get(i).signals()[0] > 0 ? 1 : 0;
                    assertSame(original.lanes.get(i), copy.lanes.get(i));
                }
                RandomStream repeated = RandomStream.of(2, "test", "noise-" + start);
                long[] begin = repeated.state();
                List<float[]> first = follow(original, repeated, 12);
                repeated.restore(begin);
                List<float[]> second = follow(copy, repeated, 12);
                for (int i = 0; i < first.size(); i++) {
                    assertArrayEquals(first.get(i), second.get(i), "differs after " + i + " records");
                }
                assertEqualStates(State.of(original.world), State.of(copy.world));
            }
        }
        assertTrue(contacts > 60, "only " + contacts + " copies were made in contact");
    }

    @Test
    void otherLanesMakeNoDifference() {
        try (Table alone = new Table(5, 1, Map.of());
                Table among = new Table(5, 6, Map.of())) {
            RandomStream own = RandomStream.of(3, "test", "own");
            RandomStream same = RandomStream.of(3, "test", "own");
            RandomStream others = RandomStream.of(4, "test", "others");
            for (int step = 0; step < 300; step++) {
                chase(alone, alone.lane, own);
                for (int i = 1; i < 6; i++) {
                    if (step % (i + 1) == 0) {
                        chase(among, among.lanes.get(i), others);
                    }
                }
                chase(among, among.lane, same);
                assertSame(alone.lane, among.lane);
            }
        }
    }

    @Test
    void threadsMakeNoDifference() throws Exception {
        int lanes = 8;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Table one = new Table(6, lanes, Map.of("blocks", 2));
                Table many = new Table(6, lanes, Map.of("blocks", 2))) {
            List<Future<List<float[]>>> parallel = new ArrayList<>();
            for (int i = 0; i < lanes; i++) {
                int lane = i;
                parallel.add(threads.submit(() -> episode(many, many.lanes.get(lane), lane)));
            }
            for (int i = 0; i < lanes; i++) {
                List<float[]> expected = episode(one, one.lanes.get(i), i);
                List<float[]> actual = parallel.get(i).get();
                for (int step = 0; step < expected.size(); step++) {
                    assertArrayEquals(expected.get(step), actual.get(step), "lane " + i + " step " + step);
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void sameSeedSameNumbersOtherSeedOtherNumbers() {
        try (Table one = new Table(5, 2, Map.of());
                Table two = new Table(5, 2, Map.of());
                Table other = new Table(6, 2, Map.of())) {
            assertArrayEquals(one.lane.observation(), two.lane.observation());
            assertTrue(!java.util.Arrays.equals(one.lane.observation(), other.lane.observation()), "other seed");
            assertTrue(
                    !java.util.Arrays.equals(
                            one.lane.observation(), one.lanes.get(1).observation()),
                    "other lane");
        }
    }

    /** Exchanging the friction in mid-episode keeps the state. */
    @Test
    void stateMovesToAWorldOfOtherFriction() {
        try (Table rough = new Table(5, 2, Map.of("friction", 0.5));
                Table smooth = new Table(8, 2, Map.of("friction", 0.1))) {
            rough.act(1, 1, -1);
            State.Report report = new State.Report();
            smooth.world.load(State.of(rough.world).reader(report));
            assertEquals(List.of(), report.initialised());
            assertSame(rough.lane, smooth.lane);
            assertEquals(Ending.RUNNING, smooth.act(0, 0, 0));
        }
    }

    /** A state of another number of blocks cannot be continued; a new episode begins. */
    @Test
    void stateOfAnotherSetupBeginsAnew() {
        try (Table one = new Table(5, 2, Map.of());
                Table two = new Table(8, 3, Map.of("blocks", 2))) {
            two.world.load(State.of(one.world).reader(new State.Report()));
            List<Lane> lanes = two.world.lanes(2);
            for (Lane lane : lanes) {
                assertEquals(32, lane.observation().length);
                assertEquals(Ending.RUNNING, lane.step(new float[3], 0));
            }
        }
    }

    private static List<float[]> episode(Table table, Lane lane, int index) {
        RandomStream noise = RandomStream.of(7, "test", "lane-" + index);
        List<float[]> seen = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            chase(table, lane, noise);
            seen.add(lane.observation().clone());
            seen.add(lane.signals().clone());
        }
        return seen;
    }

    private static List<float[]> follow(Table table, RandomStream noise, int steps) {
        List<float[]> seen = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            for (Lane lane : table.lanes) {
                chase(table, lane, noise);
                seen.add(lane.observation().clone());
                seen.add(lane.signals().clone());
            }
        }
        return seen;
    }

    /** Goes for the block at half its height, with noise, so that it is pushed and knocked about. */
    private static void chase(Table table, Lane lane, RandomStream noise) {
        float[] seen = lane.observation();
        int offset = table.world.spec().observation().offset("block.offset");
        float[] action = new float[3];
        for (int axis = 0; axis < 3; axis++) {
            action[axis] = 25 * seen[offset + axis] + (float) noise.nextGaussian() / 2;
        }
        if (lane.step(action, 0) != Ending.RUNNING) {
            lane.reset();
        }
    }

    private static void assertSame(Lane expected, Lane actual) {
        assertArrayEquals(expected.observation(), actual.observation());
        assertArrayEquals(expected.signals(), actual.signals());
    }

    private static void assertEqualStates(State expected, State actual) {
        assertEquals(expected.values().keySet(), actual.values().keySet());
        expected.values().forEach((name, value) -> {
            if (value instanceof double[] numbers) {
                assertArrayEquals(numbers, (double[]) actual.values().get(name), name);
            }
        });
    }
}
