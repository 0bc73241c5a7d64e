package io.polycritic.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.tensor.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalsTest {
    private static final SearchSpace SPACE = new SearchSpace(
            List.of(Gene.levels("depth", 2), Gene.levels("heads", 3).activeFrom(0, 1)));

    private record Known(List<Candidate> archive) implements Search {
        @Override
        public SearchSpace space() {
            return SPACE;
        }

        @Override
        public boolean predicts() {
            return false;
        }

        @Override
        public List<double[]> predict(List<double[]> genomes) {
            throw new IllegalStateException("nothing is predicted");
        }
    }

    /** Four phenotypes, one of them measured. */
    @Test
    void nothingIsProposedTwice() {
        Search search = new Known(List.of(new Search.Candidate(new double[] {1, 2}, new double[] {0})));
        Proposals proposals = new Proposals(search, 9);
        assertFalse(proposals.add(new double[] {1, 2}));
        assertTrue(proposals.add(new double[] {0, 2}));
        assertFalse(proposals.add(new double[] {0, 1}), "the same phenotype");
        List<double[]> all = proposals.fill(RandomStream.of(1, "test", "fill")).genomes();
        assertEquals(3, all.size());
    }

    @Test
    void noMoreAreCollectedThanAreWanted() {
        Proposals proposals = new Proposals(new Known(List.of()), 2).fill(RandomStream.of(1, "test", "fill"));
        assertEquals(2, proposals.genomes().size());
        assertFalse(proposals.add(new double[] {1, 2}) && proposals.add(new double[] {1, 1}));
    }

    @Test
    void everyLevelHasAColumnAndInactiveGenesHaveTheirOwn() {
        SearchSpace space = new SearchSpace(
                List.of(Gene.levels("depth", 2), Gene.levels("heads", 3).activeFrom(0, 1), Gene.real("rate", 2, 4)));
        OneHot code = new OneHot(space);
        float[] rows = new float[2 * code.width()];
        code.write(new double[] {1, 2, 3}, rows, 0);
        code.write(new double[] {0, 2, 4}, rows, code.width());
        assertArrayEquals(new float[] {0, 1, 0, 0, 1, 0, 0.5f, 1, 1, 0, 0, 0, 0, 1, 1, 1}, rows);
    }

    /** By hand: of 6 pairs 5 are ordered in the first list and 6 in the second; 4 agree, 1 disagrees. */
    @Test
    void kendallsTauWithTies() {
        double[] a = {1, 2, 2, 3};
        double[] b = {1, 2, 3, 2.5};
        assertEquals((4 - 1) / Math.sqrt(5 * 6), RankCorrelation.kendall(a, b), 1e-12);
        assertEquals(1, RankCorrelation.kendall(b, b), 1e-12);
        assertEquals(0, RankCorrelation.kendall(new double[] {1, 1}, new double[] {1, 2}));
    }
}
