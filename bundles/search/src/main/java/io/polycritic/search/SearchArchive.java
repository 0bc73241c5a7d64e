package io.polycritic.search;

import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a search has measured, by phenotype, in the order of measurement. */
public final class SearchArchive {
    private final SearchSpace space;
    private final Map<Phenotype, Candidate> candidates = new LinkedHashMap<>();

    /**
     * Makes an empty archive.
     *
     * @param space the space that is searched
     */
    public SearchArchive(SearchSpace space) {
        this.space = space;
    }

    /**
     * Puts a candidate in. One of the same phenotype is replaced and keeps its place.
     *
     * @param genome one number per gene
     * @param scores one number per objective, higher is better; as many as the others have
     * @throws IllegalArgumentException if the genome does not belong to the space
     */
    public void put(double[] genome, double[] scores) {
        space.check(genome);
        candidates.put(Phenotype.of(space, genome), new Candidate(space.phenotype(genome), scores.clone()));
    }

    /**
     * Finds a candidate.
     *
     * @param genome one number per gene
     * @return the one of the same phenotype
     */
    public Optional<Candidate> find(double[] genome) {
        return Optional.ofNullable(candidates.get(Phenotype.of(space, genome)));
    }

    /**
     * The candidates.
     *
     * @return all, in order, with their phenotypes as genomes; a copy
     */
    public List<Candidate> candidates() {
        return Collections.unmodifiableList(new ArrayList<>(candidates.values()));
    }

    /**
     * The candidates that no other one dominates.
     *
     * @return the front, in order
     */
    public List<Candidate> front() {
        return front(candidates());
    }

    /**
     * The candidates that no other one dominates.
     *
     * @param all candidates of any search
     * @return those of them on the front, in their order
     */
    public static List<Candidate> front(List<Candidate> all) {
        double[][] points = all.stream().map(c -> minimised(c.scores())).toArray(double[][]::new);
        return Arrays.stream(Dominance.front(points)).mapToObj(all::get).toList();
    }

    /**
     * Scores as a point whose objectives are minimised, or the other way round.
     *
     * @param scores [k]
     * @return [k], each number with the other sign
     */
    public static double[] minimised(double[] scores) {
        return Arrays.stream(scores).map(score -> -score).toArray();
    }

    /**
     * Writes the candidates.
     *
     * @param out where to
     */
    public void save(StateWriter out) {
        List<Candidate> all = candidates();
        out.put("genomes", flat(all.stream().map(Candidate::genome).toList()));
        out.put("scores", flat(all.stream().map(Candidate::scores).toList()));
    }

    /**
     * Reads what {@link #save} wrote; what was there before is forgotten.
     *
     * @param in where from
     * @return whether candidates of this space's length were there
     */
    public boolean load(StateReader in) {
        Optional<double[]> genomes = in.doubles("genomes");
        Optional<double[]> scores = in.doubles("scores");
        if (genomes.isEmpty() || scores.isEmpty() || genomes.get().length % space.size() != 0) {
            return false;
        }
        candidates.clear();
        int count = genomes.get().length / space.size();
        for (int i = 0; i < count; i++) {
            int width = scores.get().length / count;
            put(
                    Arrays.copyOfRange(genomes.get(), i * space.size(), (i + 1) * space.size()),
                    Arrays.copyOfRange(scores.get(), i * width, (i + 1) * width));
        }
        return true;
    }

    private static double[] flat(List<double[]> rows) {
        return rows.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
