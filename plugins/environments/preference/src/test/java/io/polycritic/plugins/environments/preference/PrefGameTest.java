package io.polycritic.plugins.environments.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.preference.PreferenceGame;
import io.polycritic.preference.PreferenceMatrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrefGameTest {
    private static PreferenceGame game(long seed, Map<String, ?> config) {
        try (TestRun run = new TestRun(seed, null, null)) {
            return (PreferenceGame) run.add("environment", new PrefGame(), config);
        }
    }

    @Test
    void aSeedIsAGame() {
        PreferenceGame game = game(1, Map.of("prompts", 3));
        PreferenceGame same = game(1, Map.of("prompts", 3));
        PreferenceGame other = game(2, Map.of());
        assertEquals(3, game.prompts());
        assertEquals(32, game.responses());
        assertArrayEquals(game.reference(2), same.reference(2));
        assertEquals(game.preferences(2).probability(4, 9), same.preferences(2).probability(4, 9));
        assertNotEquals(
                game.preferences(0).probability(4, 9), other.preferences(0).probability(4, 9));
        assertNotEquals(
                game.preferences(0).probability(4, 9), game.preferences(1).probability(4, 9));
    }

    private static int circles(PreferenceMatrix p) {
        int circles = 0;
        for (int i = 0; i < p.size(); i++) {
            for (int j = 0; j < p.size(); j++) {
                for (int k = 0; k < p.size(); k++) {
                    boolean circle =
                            p.probability(i, j) > 0.5 && p.probability(j, k) > 0.5 && p.probability(k, i) > 0.5;
                    circles += circle ? 1 : 0;
                }
            }
        }
        return circles;
    }

    @Test
    void circlesComeFromTheCyclicPart() {
        assertTrue(circles(game(1, Map.of()).preferences(0)) > 1000);
        assertEquals(0, circles(game(1, Map.of("cyclic", 0)).preferences(0)));
    }

    @Test
    void gamesCanBeGiven() {
        Map<String, Object> rockPaperScissors = Map.of(
                "responses",
                3,
                "preferences",
                List.of(0.5, 0, 1, 1, 0.5, 0, 0, 1, 0.5),
                "reference",
                List.of(0.5, 0.25, 0.25));
        PreferenceGame game = game(1, rockPaperScissors);
        assertEquals(1, game.preferences(0).probability(1, 0));
        assertArrayEquals(new double[] {0.5, 0.25, 0.25}, game.reference(0));
    }

    private static void refuses(String key, String part, Map<String, ?> config) {
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> game(1, config));
        assertEquals(key, refused.path());
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    @Test
    void whatIsNoGameIsRefused() {
        List<Double> pair = List.of(0.5, 0.7, 0.4, 0.5);
        refuses("preferences", "P(1 > 0) = 0.4", Map.of("responses", 2, "preferences", pair));
        refuses("preferences", "found 4 numbers", Map.of("responses", 3, "preferences", pair));
        refuses("reference", "reference needs full support", Map.of("responses", 2, "reference", List.of(1, 0)));
        refuses("reference", "found 3 probabilities", Map.of("responses", 2, "reference", List.of(0.2, 0.2, 0.6)));
    }
}
