package io.polycritic.plugins.environments.robotics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the plugin promises to a run: spaces, episodes, resets, signals. */
class TabletopTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new Tabletop();
    }

    @Override
    protected TestRun run() {
        return new TestRun(7, null, null);
    }

    @Override
    protected String path() {
        return "environment";
    }

    @Override
    protected void prepare(TestRun run) {
        World world = run.part("environment", World.class);
        for (Lane lane : world.lanes(3)) {
            lane.reset();
            lane.step(new float[] {1, 0, -1}, 0);
        }
    }

    @Test
    void observesTwentyNumbersInSiUnits() {
        try (Table table = new Table(1, 1, Map.of())) {
            List<FieldSpec> fields = table.world.spec().observation().fields();
            assertEquals(
                    List.of(
                            "tip.position",
                            "tip.velocity",
                            "block.position",
                            "block.velocity",
                            "block.yaw",
                            "block.up",
                            "block.offset",
                            "tip.force",
                            "tip.touch"),
                    fields.stream().map(FieldSpec::name).toList());
            assertEquals(
                    List.of(4.0, 3.0, 4.0, 3.0, 1.0, 1.0, 10.0, 1.0, 1.0),
                    fields.stream().map(field -> field.scale().factor()).toList());
            assertEquals(20, table.world.spec().observation().width());
            assertEquals(20, table.lane.observation().length);
            assertEquals(0.1, table.world.spec().stepSeconds());
            assertEquals(50, table.world.spec().maxEpisodeSteps());
        }
    }

    @Test
    void optionsAddFields() {
        try (Table table = new Table(1, 1, Map.of("blocks", 2, "goal", true))) {
            assertEquals(20 + 12 + 2, table.world.spec().observation().width());
            assertTrue(table.world.spec().observation().has("block2.position"));
            assertTrue(table.world.spec().observation().has("goal.position"));
            assertTrue(table.world.spec().signals().has("reward"));
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        TestRun run = run();
        for (Map<String, ?> wrong : List.of(
                Map.of("blocks", 3), Map.of("friction", -0.1), Map.of("blockMass", 0), Map.of("maxEpisodeSteps", 0))) {
            String key = wrong.keySet().iterator().next();
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> run.add("environment", new Tabletop(), wrong));
            assertEquals(key, refused.path());
        }
    }

    @Test
    void resetsAreDrawnAsDescribed() {
        int count = 20_000;
        double[] sum = new double[4];
        double[] squares = new double[3];
        try (Table table = new Table(3, 1, Map.of())) {
            for (int i = 0; i < count; i++) {
                table.lane.reset();
                double x = table.seen("block.position", 0);
                double y = table.seen("block.position", 1);
                assertTrue(Math.abs(x) <= 0.1 && Math.abs(y) <= 0.1, "block within 0.1 m of the centre");
                assertEquals(0.03, table.seen("block.position", 2), 1e-7);
                assertEquals(0.12, table.seen("tip.position", 2), 1e-7);
                double away = Math.hypot(table.seen("tip.position", 0) - x, table.seen("tip.position", 1) - y);
                assertTrue(away >= 0.1 - 1e-6 && away <= 0.2 + 1e-6, "tip 0.1 to 0.2 m away");
                sum[0] += x;
                sum[1] += y;
                sum[2] += table.seen("block.yaw", 0);
                sum[3] += away;
                squares[0] += x * x;
                squares[1] += y * y;
                squares[2] += Math.pow(table.seen("block.yaw", 1), 2);
            }
        }
        // Means and second moments of uniform distributions, within 5 standard errors.
        assertEquals(0, sum[0] / count, 5 * 0.0577 / Math.sqrt(count));
        assertEquals(0, sum[1] / count, 5 * 0.0577 / Math.sqrt(count));
        assertEquals(0, sum[2] / count, 5 * 0.707 / Math.sqrt(count));
        assertEquals(0.15, sum[3] / count, 5 * 0.0289 / Math.sqrt(count));
        assertEquals(0.01 / 3, squares[0] / count, 5 * 0.003 / Math.sqrt(count));
        assertEquals(0.01 / 3, squares[1] / count, 5 * 0.003 / Math.sqrt(count));
        assertEquals(0.5, squares[2] / count, 5 * 0.354 / Math.sqrt(count));
    }

    @Test
    void twoBlocksNeverOverlapAtReset() {
        try (Table table = new Table(3, 1, Map.of("blocks", 2))) {
            for (int i = 0; i < 2000; i++) {
                table.lane.reset();
                double apart = Math.hypot(
                        table.seen("block.position", 0) - table.seen("block2.position", 0),
                        table.seen("block.position", 1) - table.seen("block2.position", 1));
                assertTrue(apart > 0.06 * Math.sqrt(2) - 1e-6, "blocks " + apart + " m apart");
            }
        }
    }

    @Test
    void episodesAreTruncatedAfterFiftySteps() {
        try (Table table = new Table(1, 1, Map.of())) {
            for (int i = 1; i < 50; i++) {
                assertEquals(Ending.RUNNING, table.act(0, 0, 0));
            }
            assertEquals(Ending.TRUNCATED, table.act(0, 0, 0));
            assertEquals(Ending.TRUNCATED, table.act(0, 0, 0), "a truncated episode may be continued");
            table.lane.reset();
            assertEquals(Ending.RUNNING, table.act(0, 0, 0));
        }
    }

    @Test
    void lanesMustBeResetFirst() {
        TestRun run = run();
        World world = (World) run.add("environment", new Tabletop(), Map.of());
        Lane lane = world.lanes(1).get(0);
        assertThrows(IllegalStateException.class, () -> lane.step(new float[3], 0));
    }

    @Test
    void actionThatIsNoNumberIsRefused() {
        try (Table table = new Table(1, 1, Map.of())) {
            assertThrows(IllegalArgumentException.class, () -> table.act(0, Double.NaN, 0));
        }
    }

    @Test
    void goalIsObservedAndRewarded() {
        try (Table table = new Table(5, 1, Map.of("goal", true))) {
            double gx = table.seen("goal.position", 0);
            double gy = table.seen("goal.position", 1);
            double away = Math.hypot(table.seen("block.position", 0) - gx, table.seen("block.position", 1) - gy);
            assertTrue(away >= 0.1 - 1e-6 && away <= 0.25 + 1e-6, "goal 0.1 to 0.25 m away");
            table.act(0, 0, 0);
            assertEquals(-away, table.signal("reward"), 1e-5);
            table.setBlock(gx + 0.03, gy);
            table.act(0, 0, 0);
            assertEquals(1 - 0.03, table.signal("reward"), 1e-5);
            table.setBlock(gx, gy - 0.041);
            table.act(0, 0, 0);
            assertEquals(-0.041, table.signal("reward"), 1e-5);
        }
    }

    @Test
    void drawsWhatItSees() {
        try (Table table = new Table(5, 1, Map.of("blocks", 2, "goal", true))) {
            List<Drawn.Mark> marks = ((Drawn) table.lane).draw();
            assertEquals(
                    List.of("table", "goal", "block", "block2", "tip"),
                    marks.stream().map(Drawn.Mark::role).toList());
            Drawn.Mark tip = marks.get(4);
            assertEquals(table.seen("tip.position", 0), tip.xs()[0], 1e-6);
            Drawn.Mark block = marks.get(2);
            double[] centre = new double[2];
            for (int corner = 0; corner < 4; corner++) {
                centre[0] += block.xs()[corner] / 4;
                centre[1] += block.ys()[corner] / 4;
            }
            assertArrayEquals(
                    new double[] {table.seen("block.position", 0), table.seen("block.position", 1)}, centre, 1e-6);
            double edgeX = block.xs()[1] - block.xs()[0];
            double edgeY = block.ys()[1] - block.ys()[0];
            assertEquals(0.06, Math.hypot(edgeX, edgeY), 1e-6);
            assertEquals(table.seen("block.yaw", 0), edgeX / 0.06, 1e-5);
            assertEquals(table.seen("block.yaw", 1), edgeY / 0.06, 1e-5);
        }
    }
}
