package io.polycritic.plugins.learners.actorcritic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.InvalidConfigException;
import org.junit.jupiter.api.Test;

class WholeEpisodesTest {
    /** Two lanes of five steps, episodes of at most three; 1 is a termination, 2 a truncation. */
    @Test
    void episodesCountThatBeginEarlyEnough() {
        float[] lanes = {
            0, 1, //
            1, 0, //
            0, 0, //
            0, 2, //
            2, 0
        };
        WholeEpisodes episodes = new WholeEpisodes(2, 5, 3);
        episodes.find(lanes);
        // The first lane's second episode begins at step 2 and has room for three steps; the second lane's at step 1
        // too, its third one at step 4 has not.
        assertEquals(4, episodes.count());
        int[] firsts = {0, 4, 1, 3};
        int[] lengths = {2, 3, 1, 3};
        for (int i = 0; i < 4; i++) {
            assertEquals(firsts[i], episodes.firstRow(i));
            assertEquals(lengths[i], episodes.length(i));
            assertEquals(i / 2, episodes.lane(i));
        }
        assertEquals(9, episodes.steps());
    }

    /** An episode that ended by luck within the rollout must not count: such ones are short. */
    @Test
    void shortEpisodesAreNotPreferred() {
        WholeEpisodes episodes = new WholeEpisodes(1, 4, 3);
        episodes.find(new float[] {0, 0, 1, 1});
        assertEquals(1, episodes.count());
        assertEquals(3, episodes.length(0));
    }

    @Test
    void saysWhenNoEpisodeEnds() {
        WholeEpisodes episodes = new WholeEpisodes(1, 3, 3);
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> episodes.find(new float[3]));
        assertTrue(refused.getMessage().contains("within 3 steps"), refused.getMessage());
    }
}
