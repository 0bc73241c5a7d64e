package io.polycritic.plugins.optimizers.blackbox;

import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.search.GeneVariation;
import io.polycritic.search.Nsga2;
import io.polycritic.search.Nsga2.Population;
import io.polycritic.search.Proposals;
import io.polycritic.search.SearchArchive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * NSGA-II over a search's archive. Each time it is asked, the best of the last survivors and of what was measured since
 * survive; so a newcomer begins with the best of all that others have measured. An archive that is shorter than before
 * is another search's.
 */
final class Evolution implements SearchOptimizer {
    /** How often children may all be known before random genomes take their place. */
    private static final int BROODS = 50;

    private final Constants constants;
    private final RandomStream random;

    /** Indices in the archive, best first. */
    private int[] survivors = {};

    private int seen;

    /** What the settings say. */
    record Constants(int population, double crossover, double spread) {}

    Evolution(Constants constants, RandomStream random) {
        this.constants = constants;
        this.random = random;
    }

    @Override
    public List<double[]> ask(Search search, int count) {
        List<Candidate> archive = search.archive();
        select(archive);
        Proposals proposals = new Proposals(search, count);
        if (survivors.length > 1) {
            Population parents = population(archive, survivors);
            Nsga2 algorithm = new Nsga2(new GeneVariation(search.space(), constants.crossover(), constants.spread()));
            for (int i = 0; i < BROODS && proposals.genomes().size() < count; i++) {
                algorithm.offspring(parents, count, random).forEach(proposals::add);
            }
        }
        return proposals.fill(random).genomes();
    }

    private void select(List<Candidate> archive) {
        if (archive.size() < seen) {
            seen = 0;
            survivors = new int[0];
        }
        int[] all = IntStream.concat(IntStream.of(survivors), IntStream.range(seen, archive.size()))
                .toArray();
        double[][] points = population(archive, all).points().toArray(double[][]::new);
        survivors = Arrays.stream(Nsga2.order(points, constants.population()))
                .map(i -> all[i])
                .toArray();
        seen = archive.size();
    }

    private static Population population(List<Candidate> archive, int[] indices) {
        List<double[]> genomes = new ArrayList<>();
        List<double[]> points = new ArrayList<>();
        for (int index : indices) {
            genomes.add(archive.get(index).genome());
            points.add(SearchArchive.minimised(archive.get(index).scores()));
        }
        return new Population(genomes, points);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        out.put("survivors", Arrays.stream(survivors).asLongStream().toArray());
        out.put("seen", seen);
    }

    @Override
    public void load(StateReader in) {
        long[] count = new long[1];
        if (in.read("seen", count)) {
            seen = (int) count[0];
            survivors = Arrays.stream(in.longs("survivors").orElse(new long[0]))
                    .mapToInt(Math::toIntExact)
                    .toArray();
        }
    }
}
