package io.polycritic.plugins.environments.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.Drawn.Mark;
import io.polycritic.api.environment.EnvironmentFactory;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.games.GameWorld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hand-made games draw what their observations say. */
class PaintersTest {
    private static Mark mark(List<Mark> marks, String role) {
        return marks.stream().filter(one -> one.role().equals(role)).findFirst().orElseThrow();
    }

    private static void at(List<Mark> marks, String role, double x, double y) {
        assertEquals(x, mark(marks, role).xs()[0], 1e-9, role);
        assertEquals(y, mark(marks, role).ys()[0], 1e-9, role);
    }

    /** Row 0 is the upper one; agents stand beside each other in their cells. */
    @Test
    void gemsLieInTheirCells() {
        List<Mark> marks = Painters.gems(new float[] {0, 3, 3, 0, 1, 2, 2, 1, 1});
        at(marks, "agent1", 3.28, 3.72);
        at(marks, "agent2", 0.72, 0.28);
        at(marks, "gem.red", 2.5, 2.5);
        at(marks, "gem.blue", 1.5, 1.5);
        at(marks, "gem.green", 3.5, 0.5);
        at(Painters.gems(new float[9]), "gem.green", 0.5, 3.5);
    }

    @Test
    void theKitchenShowsWhatIsHeldAndWhatLies() {
        List<Mark> marks = Painters.kitchen(new float[] {2, 0, 1, 3, 0, 2, 0, 5});
        at(marks, "agent1", 0.5, 0.5);
        at(marks, "agent2", 2.5, 2.5);
        assertEquals("1 onion", mark(marks, "agent1").text());
        assertEquals("2 soup", mark(marks, "agent2").text());
        at(marks, "plate", 1.5, 1.5);
        assertEquals("done", mark(marks, "goal").text());
    }

    @Test
    void carsAreOnTheirRoads() {
        List<Mark> marks = Painters.crossroad(new float[] {8, 2, 4, 0});
        at(marks, "agent1", 8.5, 4.5);
        at(marks, "agent2", 4.5, 4.5);
        assertEquals("1 v2", mark(marks, "agent1").text());
    }

    @Test
    void lanesDrawThemselvesToTheEndOfAnEpisode() {
        for (EnvironmentFactory<?> factory : List.of(new CrossroadMini(), new KitchenMini())) {
            try (TestRun run = new TestRun(3, null, null)) {
                run.add("environment", factory, Map.of());
                Lane lane = run.part("environment", GameWorld.class).lanes(1).get(0);
                lane.reset();
                for (Ending ending = Ending.RUNNING; ending == Ending.RUNNING; ) {
                    ending = lane.step(new float[] {2, 2}, 0);
                    assertTrue(((Drawn) lane).draw().size() > 4);
                }
            }
        }
    }
}
