package io.polycritic.search;

import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Collects candidates to be measured: different phenotypes, none of which was measured. */
public final class Proposals {
    /** How often in a row a source may give what is known already. */
    private static final int PATIENCE = 1000;

    private final SearchSpace space;
    private final int count;
    private final Set<Phenotype> known = new HashSet<>();
    private final List<double[]> genomes = new ArrayList<>();

    /**
     * Begins.
     *
     * @param search the search; its archive is known
     * @param count how many are wanted
     */
    public Proposals(Search search, int count) {
        this.space = search.space();
        this.count = count;
        for (Candidate candidate : search.archive()) {
            known.add(Phenotype.of(space, candidate.genome()));
        }
    }

    /**
     * Adds a genome, if it is new and one is still wanted.
     *
     * @param genome one number per gene
     * @return whether it was added
     */
    public boolean add(double[] genome) {
        return genomes.size() < count && known.add(Phenotype.of(space, genome)) && genomes.add(genome);
    }

    /**
     * Adds what a source gives until there are enough, or the source gives nothing new any more.
     *
     * @param source gives genomes
     * @return this
     */
    public Proposals fill(Supplier<double[]> source) {
        for (int vain = 0; genomes.size() < count && vain < PATIENCE; ) {
            vain = add(source.get()) ? 0 : vain + 1;
        }
        return this;
    }

    /** The same with random genomes. */
    public Proposals fill(RandomStream random) {
        return fill(() -> space.random(random));
    }

    /** What was collected, at most as many as wanted. */
    public List<double[]> genomes() {
        return List.copyOf(genomes);
    }
}
