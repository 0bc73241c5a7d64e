package io.polycritic.plugins.optimizers.blackbox;

import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.SearchOptimizer;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.search.GeneVariation;
import io.polycritic.search.Nsga2.Population;
import io.polycritic.search.Proposals;
import io.polycritic.search.SearchArchive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The inner loop of LINAS (Cummings et al., "A hardware-aware framework for accelerating neural architecture search
 * across modalities", 2022, section 3.3): another optimizer searches a copy of the search whose scores are predicted;
 * the best of its last population that were not measured yet are proposed. Measures nothing.
 *
 * <p>The last of the proposed are mutants of the measured front (ours): a gene that is the same in all that was
 * measured lately stays so as long as predictions are wrong of its other levels, and they stay wrong as long as those
 * are not measured. Mutants take the places of the best, too, where there are too few new ones.
 *
 * @param population candidates of a generation
 * @param generations how many generations
 * @param mutants how many of the proposed are mutants of the measured front
 */
record InnerSearch(int population, int generations, int mutants) {
    /** Random proposals as long as nothing can be predicted. */
    List<double[]> propose(Search outer, int count, SearchOptimizer inner, RandomStream random) {
        Proposals proposals = new Proposals(outer, count);
        if (!outer.predicts()) {
            return proposals.fill(random).genomes();
        }
        Predicted predicted = new Predicted(outer);
        for (int i = 0; i <= generations; i++) {
            predicted.take(inner.ask(predicted, population), population);
        }
        int wanted = count - mutants;
        List<double[]> best = predicted.survivors.genomes();
        for (double[] genome : best) {
            if (wanted > 0 && proposals.add(genome)) {
                wanted--;
            }
        }
        List<double[]> front = SearchArchive.front(outer.archive()).stream()
                .map(Search.Candidate::genome)
                .toList();
        List<double[]> parents = front.isEmpty() ? best : front;
        GeneVariation variation = new GeneVariation(outer.space(), 0, 1);
        return proposals
                .fill(() -> {
                    double[] mutant =
                            parents.get(random.nextInt(parents.size())).clone();
                    variation.mutate(mutant, random);
                    return mutant;
                })
                .fill(random)
                .genomes();
    }

    /** A search of the same space whose scores are predicted, and the best of it. */
    private static final class Predicted implements Search {
        private final Search outer;
        private final List<Candidate> archive = new ArrayList<>();
        private Population survivors = new Population(List.of(), List.of());

        Predicted(Search outer) {
            this.outer = outer;
        }

        void take(List<double[]> genomes, int count) {
            List<double[]> scores = outer.predict(genomes);
            for (int i = 0; i < genomes.size(); i++) {
                archive.add(new Candidate(genomes.get(i), scores.get(i)));
            }
            List<double[]> points =
                    scores.stream().map(SearchArchive::minimised).toList();
            survivors = survivors.with(new Population(genomes, points)).best(count);
        }

        @Override
        public SearchSpace space() {
            return outer.space();
        }

        @Override
        public List<Candidate> archive() {
            return Collections.unmodifiableList(archive);
        }

        @Override
        public boolean predicts() {
            return true;
        }

        @Override
        public List<double[]> predict(List<double[]> genomes) {
            return outer.predict(genomes);
        }
    }
}
