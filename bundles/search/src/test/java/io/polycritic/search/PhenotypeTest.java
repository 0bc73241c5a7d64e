package io.polycritic.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.SearchSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhenotypeTest {
    private static final int GENES = 12;

    @Test
    void inactiveGenesMakeNoDifference() {
        SearchSpace space = new SearchSpace(
                List.of(Gene.levels("depth", 2), Gene.levels("width", 3).activeFrom(0, 1)));
        assertEquals(Phenotype.of(space, new double[] {0, 1}), Phenotype.of(space, new double[] {0, 2}));
        assertNotEquals(Phenotype.of(space, new double[] {1, 1}), Phenotype.of(space, new double[] {1, 2}));
    }

    /** Maps use the lower bits of a hash; few that are the same make for a search as long as its archive. */
    @Test
    void hashesOfWholeNumbersSpread() {
        SearchSpace space = new SearchSpace(IntStream.range(0, GENES)
                .mapToObj(i -> Gene.levels("gene" + i, 2))
                .toList());
        Set<Integer> hashes = new HashSet<>();
        for (int code = 0; code < 1 << GENES; code++) {
            int bits = code;
            double[] genome =
                    IntStream.range(0, GENES).mapToDouble(i -> bits >> i & 1).toArray();
            hashes.add(Phenotype.of(space, genome).hashCode() & (1 << GENES) - 1);
        }
        // Numbers drawn at random would leave 37 in a hundred out.
        assertTrue(hashes.size() > (1 << GENES) / 2, "different hashes: " + hashes.size());
    }
}
