package io.polycritic.plugins.rewards.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.environments.preference.PrefGame;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.PreferenceGame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableRewardTest {
    /** Two prompts, and opponents who choose the first response half of the time. */
    static Batch batch(int responses) {
        Batch batch = new Batch(Shape.of(2));
        batch.put(FieldSpec.category(Comparisons.PROMPT, 2))[1] = 1;
        float[] opponents = batch.put(FieldSpec.numbers(PreferenceGame.OPPONENT, responses));
        for (int i = 0; i < opponents.length; i++) {
            opponents[i] = i % responses == 0 ? 0.5f : 0.5f / (responses - 1);
        }
        return batch;
    }

    private static final Map<String, Object> ROCK_PAPER_SCISSORS =
            Map.of("responses", 3, "prompts", 2, "preferences", List.of(0.5, 0, 1, 1, 0.5, 0, 0, 1, 0.5));

    private static float[] rewards(PartFactory<?, ? extends RewardModel> plugin, Map<String, ?> config) {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("environment", new PrefGame(), ROCK_PAPER_SCISSORS);
            RewardModel model = run.add("rewards.judge", plugin, config);
            Batch batch = batch(3);
            model.score(batch);
            return batch.numbers("rewards.judge").clone();
        }
    }

    /** Rock half of the time, paper and scissors a quarter each. */
    @Test
    void winsAgainstTheOpponentAreCounted() {
        float[] exact = {0.5f, 0.625f, 0.375f, 0.5f, 0.625f, 0.375f};
        assertArrayEquals(exact, rewards(new GamePreference(), Map.of()), 1e-6f);
        float[] drawn = rewards(new GamePreference(), Map.of("draws", 20000));
        assertArrayEquals(exact, drawn, 0.02f);
        assertTrue(drawn[0] != drawn[3], "both prompts have the same draws");
    }

    /** Rewards depend on who is met. */
    @Test
    void whoBeatsTheFrequentIsRewarded() {
        try (TestRun run = new TestRun(1, null, null)) {
            Map<String, Object> uniform = new HashMap<>(ROCK_PAPER_SCISSORS);
            uniform.put("reference", List.of(0.25, 0.25, 0.5));
            run.add("environment", new PrefGame(), uniform);
            RewardModel model = run.add("rewards.judge", new BtTable(), Map.of());
            Batch batch = batch(3);
            model.score(batch);
            float[] found = batch.numbers("rewards.judge");
            // Scissors are frequent, so rock, which beats them, looks best, and paper, which loses, worst.
            assertTrue(found[0] > found[2] && found[2] > found[1], found[0] + ", " + found[1] + ", " + found[2]);
            assertEquals(0, 0.25 * found[0] + 0.25 * found[1] + 0.5 * found[2], 1e-6);
        }
    }

    @Test
    void rewardsOfAGameNeedAGame() {
        try (TestRun run = Contests.run(Contests.cycle(), false, 1e-3)) {
            assertThrows(InvalidConfigException.class, () -> run.add("rewards.judge", new GamePreference(), Map.of()));
        }
    }
}
