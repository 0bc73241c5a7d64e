package io.polycritic.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchArchiveTest {
    /** The third gene counts at depth 1, the fourth only where the third is 2. */
    private static final SearchSpace SPACE = new SearchSpace(List.of(
            Gene.levels("depth", 2),
            Gene.levels("heads", 3),
            Gene.levels("hidden", 3).activeFrom(0, 1),
            Gene.levels("bits", 3).activeFrom(2, 2)));

    @Test
    void genomesThatDifferInInactiveGenesHaveOnePhenotype() {
        SearchArchive archive = new SearchArchive(SPACE);
        archive.put(new double[] {0, 1, 2, 1}, new double[] {5, -1});
        assertTrue(archive.find(new double[] {0, 1, 0, 2}).isPresent());
        assertFalse(archive.find(new double[] {1, 1, 2, 1}).isPresent());
        archive.put(new double[] {0, 1, 1, 0}, new double[] {6, -1});
        assertEquals(1, archive.candidates().size());
        assertArrayEquals(new double[] {0, 1, 0, 0}, archive.candidates().get(0).genome());
        archive.put(new double[] {1, 1, 1, 2}, new double[] {6, -1});
        assertTrue(archive.find(new double[] {1, 1, 1, 0}).isPresent(), "its parent is active, but too small");
    }

    @Test
    void noMemberDominatesAMemberOfTheFront() {
        SearchArchive archive = new SearchArchive(SPACE);
        RandomStream random = RandomStream.of(1, "test", "archive");
        for (int i = 0; i < 40; i++) {
            archive.put(SPACE.random(random), new double[] {random.nextInt(9), random.nextInt(9)});
        }
        List<Candidate> front = archive.front();
        assertFalse(front.isEmpty());
        for (Candidate member : archive.candidates()) {
            boolean dominated = false;
            for (Candidate best : archive.candidates()) {
                boolean above = best.scores()[0] >= member.scores()[0] && best.scores()[1] >= member.scores()[1];
                dominated |= above && (best.scores()[0] > member.scores()[0] || best.scores()[1] > member.scores()[1]);
            }
            assertEquals(!dominated, front.contains(member));
        }
    }

    @Test
    void savedAndLoadedItIsTheSame() {
        SearchArchive archive = new SearchArchive(SPACE);
        archive.put(new double[] {1, 2, 0, 1}, new double[] {5, -1});
        archive.put(new double[] {0, 2, 0, 1}, new double[] {4, -0.5});
        State state = new State();
        archive.save(state.writer());
        SearchArchive copy = new SearchArchive(SPACE);
        copy.put(new double[] {0, 0, 0, 0}, new double[] {1, 1});
        assertTrue(copy.load(state.reader()));
        State again = new State();
        copy.save(again.writer());
        assertArrayEquals((double[]) state.values().get("genomes"), (double[])
                again.values().get("genomes"));
        assertArrayEquals((double[]) state.values().get("scores"), (double[])
                again.values().get("scores"));
        assertEquals(2, copy.candidates().size());
    }

    @Test
    void whatIsNoGenomeIsRefused() {
        SearchArchive archive = new SearchArchive(SPACE);
        double[] scores = {0};
        String message = assertThrows(
                        IllegalArgumentException.class, () -> archive.put(new double[] {0, 3, 0, 0}, scores))
                .getMessage();
        assertTrue(message.contains("gene 1 ('heads')") && message.contains("found 3"), message);
        assertThrows(IllegalArgumentException.class, () -> archive.put(new double[] {0, 0.5, 0, 0}, scores));
        assertThrows(IllegalArgumentException.class, () -> archive.put(new double[] {0}, scores));
        assertThrows(IllegalArgumentException.class, () -> Gene.levels("none", 0));
        assertThrows(IllegalArgumentException.class, () -> Gene.real("none", 1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SearchSpace(List.of(Gene.levels("a", 2).activeFrom(0, 1))));
    }
}
