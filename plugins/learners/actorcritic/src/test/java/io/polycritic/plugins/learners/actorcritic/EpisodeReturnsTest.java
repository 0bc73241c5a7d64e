package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.InvalidConfigException;
import org.junit.jupiter.api.Test;

class EpisodeReturnsTest {
    private static final RolloutShape SHAPE = new RolloutShape(1, 5, true, 1);

    private static EpisodeReturns returns(boolean normalise, String reward) {
        return new EpisodeReturns(SHAPE, 2, reward, 0.5, normalise);
    }

    /** Episodes of 2, 1 and 2 steps; the last row begins a further one that does not count. */
    private static Judged rollout() {
        return new Judged(5, 1, 0, 1, 1, 0, 2);
    }

    @Test
    void returnsByHand() {
        float[] judged = rollout().reward("task", 1, 1, 2, 4, 8, 16).by(returns(false, ""));
        assertArrayEquals(new float[] {2, 2, 4, 16, 16}, judged, 1e-5f);
    }

    @Test
    void stepsOfEpisodesThatDoNotCountGetNothing() {
        float[] judged = new Judged(5, 1, 0, 1, 0, 1, 0)
                .reward("task", 1, 1, 2, 4, 8, 16)
                .by(returns(false, ""));
        // Four of five rows count: each is multiplied with 5/4, so that the mean over five is the mean over four.
        assertArrayEquals(new float[] {2.5f, 2.5f, 10, 10, 0}, judged, 1e-5f);
    }

    @Test
    void normalisedReturnsByHand() {
        float[] judged = new Judged(5, 1, 0, 1, 0, 1, 0)
                .reward("task", 1, 1, 2, 4, 8, 16)
                .by(returns(true, ""));
        assertArrayEquals(new float[] {-1.25f, -1.25f, 1.25f, 1.25f, 0}, judged, 1e-5f);
    }

    @Test
    void aCriticIsTheBaseline() {
        float[] judged = new Judged(5, 1, 0, 1, 0, 1, 0)
                .reward("task", 1, 1, 2, 4, 8, 16)
                .critic("task", 1, -1, 2, -2, 50)
                .by(returns(false, ""));
        assertArrayEquals(new float[] {1.25f, -1.25f, 2.5f, -2.5f, 0}, judged, 1e-5f);
    }

    @Test
    void oneOfSeveralRewardsIsNamed() {
        Judged two = rollout().reward("a", 1, 9, 9, 9, 9, 9).reward("b", 1, 1, 2, 4, 8, 16);
        assertEquals(16, two.by(returns(false, "b"))[4], 1e-5);
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> two.by(returns(false, "")));
        assertEquals("reward", refused.path());
        assertTrue(refused.getMessage().contains("[a, b]"), refused.getMessage());
    }
}
