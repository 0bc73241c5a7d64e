package io.polycritic.plugins.environments.queues;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.SystemWorld;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class MecQueueTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new MecQueue();
    }

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
        Lane lane = run.part("environment", World.class).lanes(2).get(1);
        lane.reset();
        for (int i = 0; i < 20; i++) {
            lane.step(new float[] {i % 3}, 0);
        }
    }

    private static SystemWorld world(TestRun run, Map<String, ?> config) {
        return (SystemWorld) run.add("environment", new MecQueue(), config);
    }

    private static int present(Lane lane, Space space) {
        int rows = 0;
        for (int i = 0; i < space.field("present").width(); i++) {
            rows += lane.observation()[space.offset("present") + i] > 0.5f ? 1 : 0;
        }
        return rows;
    }

    /** What an episode's decisions add to the sum of remaining times is what its tasks have waited in the end. */
    @Test
    void marginalDelaysTelescopeToRealisedDelays() {
        RandomStream random = RandomStream.of(5, "test", "policy");
        try (TestRun run = run()) {
            SystemWorld world = world(run, Map.of("burst", 2));
            Lane lane = world.lanes(1).get(0);
            for (int episode = 0; episode < 20; episode++) {
                lane.reset();
                Ending ending = Ending.RUNNING;
                int steps = 0;
                while (ending == Ending.RUNNING) {
                    int rows = present(lane, world.spec().observation());
                    // Every third episode sends all to one server, so that its queue grows long.
                    int target = episode % 3 == 0 ? 1 : random.nextInt(rows);
                    ending = lane.step(new float[] {target}, 0);
                    steps++;
                }
                double[] totals = ((MecLane) lane).totals();
                assertEquals(Ending.TERMINATED, ending);
                assertEquals(200, steps);
                assertTrue(totals[0] > 100, "delays " + totals[0]);
                assertEquals(totals[0], totals[1], 1e-9 * totals[0]);
            }
        }
    }

    @Test
    void energyMatchesItsFormula() {
        try (TestRun run = run()) {
            SystemWorld world = world(run, Map.of("frequencies", List.of(2, 3)));
            Space space = world.spec().observation();
            Lane lane = world.lanes(1).get(0);
            lane.reset();
            float work = lane.observation()[space.offset("work")];
            float upload = lane.observation()[space.offset("upload") + 2];
            assertEquals(work / 100 * 1e9 / 20e6, lane.observation()[space.offset("upload")], 1e-5);
            double expected = 0.5 * upload + 1e-27 * 9e18 * work * 1e9;
            assertEquals(expected, lane.observation()[space.offset("energy") + 2], 1e-4);
            lane.step(new float[] {2}, 0);
            assertEquals(expected, lane.signals()[world.spec().signals().offset("energy")], 1e-4);
        }
    }

    /** Arrivals come with the mean rate of the load, in bursts or not. */
    @Test
    void meanRateIsThatOfTheLoad() {
        for (double burst : new double[] {1, 3}) {
            Arrivals arrivals = new Arrivals(burst, 4);
            RandomStream random = RandomStream.of(11, "test", "arrivals");
            arrivals.open(2.5, random);
            int count = 200_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                double wait = arrivals.next(random);
                sum += wait;
                squares += wait * wait;
            }
            double mean = sum / count;
            double variation = squares / count / (mean * mean) - 1;
            assertEquals(0.4, mean, 0.01, "burst " + burst);
            assertTrue(burst == 1 ? Math.abs(variation - 1) < 0.05 : variation > 1.2, burst + ": " + variation);
        }
    }

    @Test
    void systemsShowTheSameEpisodesWhateverIsDone() {
        try (TestRun one = new TestRun(1, null, null);
                TestRun other = new TestRun(2, null, null)) {
            SystemWorld world = world(one, Map.of());
            Lane first = world.lanes("servers-8", new long[] {4, 5}).get(1);
            Lane second = world(other, Map.of("minServers", 5))
                    .lanes("servers-8", new long[] {5})
                    .get(0);
            first.reset();
            second.reset();
            Space space = world.spec("servers-8").observation();
            assertEquals(9, present(first, space));
            for (int i = 0; i < 50; i++) {
                for (String field : new String[] {"work", "upload", "frequency"}) {
                    int at = space.offset(field);
                    for (int row = 0; row < 9; row++) {
                        assertEquals(first.observation()[at + row], second.observation()[at + row], field);
                    }
                }
                first.step(new float[] {1}, 0);
                second.step(new float[] {i % 9}, 0);
            }
            Lane slow = world.lanes("servers-3-slow", new long[] {1}).get(0);
            slow.reset();
            Space three = world.spec("servers-3-slow").observation();
            for (int row = 1; row < 4; row++) {
                float speed = slow.observation()[three.offset("frequency") + row];
                assertTrue(speed >= 1 && speed <= 1.5, "speed " + speed);
            }
        }
    }

    @Test
    void absentRowsAreMaskedAndRefused() {
        try (TestRun run = run()) {
            SystemWorld world = world(run, Map.of("minServers", 2, "maxServers", 2, "marginals", true));
            assertEquals(3, world.spec().action().fields().get(0).high() + 1);
            SystemWorld drawn = world(run, Map.of("minServers", 1, "maxServers", 5));
            Lane lane = drawn.lanes(1).get(0);
            Space space = drawn.spec().observation();
            do {
                lane.reset();
            } while (present(lane, space) == 6);
            assertEquals(0, lane.observation()[space.offset("frequency") + 5]);
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> lane.step(new float[] {5}, 0));
            assertTrue(refused.getMessage().contains("target"), refused.getMessage());
        }
    }

    @Test
    void meanInsteadOfHistogram() {
        try (TestRun run = run()) {
            SystemWorld world = world(run, Map.of("histogram", false));
            Space space = world.spec().observation();
            assertFalse(space.has("residual"));
            Lane lane = world.lanes(1).get(0);
            lane.reset();
            float work = lane.observation()[space.offset("work")];
            lane.step(new float[] {1}, 0);
            float left = lane.observation()[space.offset("residual.mean") + 1];
            assertTrue(left >= 0 && left <= work, left + " of " + work);
        }
    }

    /** What is saved in the middle of an episode goes on bit for bit. */
    @Test
    void continuesInTheMiddleOfAnEpisode() {
        try (TestRun one = run();
                TestRun other = run()) {
            SystemWorld world = world(one, Map.of("burst", 3));
            Lane lane = world.lanes(1).get(0);
            lane.reset();
            for (int i = 0; i < 30; i++) {
                lane.step(new float[] {i % 3}, 0);
            }
            State saved = State.of(world);
            SystemWorld copy = world(other, Map.of("burst", 3));
            copy.load(saved.reader());
            Lane again = copy.lanes(1).get(0);
            long[] words = one.context("environment").random("lane-0").state();
            other.context("environment").random("lane-0").restore(words);
            for (int i = 0; i < 170; i++) {
                assertArrayEquals(lane.observation(), again.observation());
                assertEquals(lane.step(new float[] {i % 2}, 0), again.step(new float[] {i % 2}, 0));
                assertArrayEquals(lane.signals(), again.signals());
            }
        }
    }

    private static InvalidConfigException refused(Map<String, ?> config) {
        try (TestRun run = new TestRun(1, null, null)) {
            return assertThrows(InvalidConfigException.class, () -> world(run, config));
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertEquals(
                "minServers", refused(Map.of("minServers", 0, "cloud", false)).path());
        assertEquals("load", refused(Map.of("load", 0)).path());
        assertEquals("load", refused(Map.of("load", -1)).path());
        assertEquals("minFrequency", refused(Map.of("minFrequency", 0)).path());
        assertTrue(refused(Map.of("frequencies", List.of(2, -1))).path().startsWith("frequencies"));
        assertEquals("minServers", refused(Map.of("minServers", 6)).path());
        try (TestRun run = run()) {
            SystemWorld world = world(run, Map.of());
            assertThrows(InvalidConfigException.class, () -> world.spec("servers-many"));
        }
    }

    private static String warnings(Runnable work) {
        StringBuilder said = new StringBuilder();
        Logger logger = Logger.getLogger("test.environment");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.append(entry.getMessage());
            }

            @Override
            public void flush() {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return said.toString();
    }

    @Test
    void anUnstableQueueIsWarnedOf() {
        try (TestRun run = run()) {
            String said = warnings(() -> world(run, Map.of("load", 1.2, "cloud", false)));
            assertTrue(said.contains("unstable queue"), said);
            assertEquals("", warnings(() -> world(run, Map.of("load", 1.2))));
        }
    }

    @Test
    void binsThatAreTooNarrowAreWarnedOf() {
        try (TestRun run = run()) {
            String said = warnings(() -> {
                Lane lane = world(run, Map.of("binWidth", 0.05)).lanes(1).get(0);
                lane.reset();
                for (int i = 0; i < 199; i++) {
                    lane.step(new float[] {1}, 0);
                }
            });
            assertTrue(said.contains("widen the bins"), said);
        }
    }

    /** A block for each task that a server has, one on the other. */
    @Test
    void drawsItsQueues() {
        try (TestRun run = run()) {
            SystemWorld world = world(run, Map.of("minServers", 2, "maxServers", 2, "cloud", false));
            Lane lane = world.lanes(1).get(0);
            lane.reset();
            assertEquals(0, blocks(lane));
            lane.step(new float[] {0}, 0);
            int tasks = world.spec().observation().offset("tasks");
            for (int step = 0; step < 30; step++) {
                lane.step(new float[] {step % 2}, 0);
                float[] seen = lane.observation();
                assertEquals(Math.round(seen[tasks] + seen[tasks + 1]), blocks(lane));
            }
        }
    }

    private static long blocks(Lane lane) {
        return ((Drawn) lane)
                .draw().stream().filter(mark -> mark.role().equals("task")).count();
    }
}
